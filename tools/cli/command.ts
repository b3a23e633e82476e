// The frame of every command: strict options, one clear line for wrong input, JSON lines on stdout, exit codes. Dawn keeps
// Node alive for ever, so a command ends the process itself.

import { type ParseArgsConfig, parseArgs } from 'node:util';
import { PlaygroundError } from '../../lib/schema/errors';

export const EXIT = { ok: 0, internal: 1, wrongInput: 2, diverged: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** The command line itself is wrong; the message is one sentence that says what to do. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** One object as a line on stdout. */
export function printLine(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

/** One line on stderr, where people look and scripts do not. */
export function printNote(text: string): void {
  process.stderr.write(`${text}\n`);
}

const HELP_OPTION = { help: { type: 'boolean', short: 'h', default: false } } as const;

type Options = NonNullable<ParseArgsConfig['options']>;
type Parsed<O extends Options> = ReturnType<
  typeof parseArgs<{
    options: O & typeof HELP_OPTION;
    strict: true;
    allowPositionals: boolean;
  }>
>;

/**
 * Reads options; `--help` is known to every command.
 * @throws UsageError for an option that is unknown, misses its value or has one too many
 */
export function readOptions<const O extends Options>(
  args: readonly string[],
  options: O,
  allowPositionals = false,
): Parsed<O> {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, ...HELP_OPTION },
      strict: true,
      allowPositionals,
    });
  } catch (error) {
    // Node's messages name the option; some go on with advice for programmers after the first sentence.
    const [sentence = ''] = (error instanceof Error ? error.message : String(error)).split(
      /\. |\n/,
    );
    throw new UsageError(`${sentence.replace(/\.$/, '')}; --help lists the options.`);
  }
}

/** Errors of a person's making; anything else is a fault of the program. */
function codeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return EXIT.wrongInput;
  if (!(error instanceof PlaygroundError)) return EXIT.internal;
  switch (error.code) {
    case 'run.diverged':
      return EXIT.diverged;
    case 'internal':
    case 'run.deviceLost':
    case 'run.deviceError':
      return EXIT.internal;
    default:
      return EXIT.wrongInput;
  }
}

/** Resolves when all that was written has reached the pipe; process.exit would cut it off. */
const drained = (stream: NodeJS.WriteStream): Promise<void> =>
  new Promise((resolve) => stream.write('', () => resolve()));

/** Runs a command to its end and ends the process with its exit code. */
export async function runCommand(
  main: (args: readonly string[]) => Promise<ExitCode>,
): Promise<never> {
  // A reader that went away, such as `head`, ends the command quietly.
  process.stdout.on('error', () => process.exit(EXIT.ok));
  let code: ExitCode;
  try {
    code = await main(process.argv.slice(2));
  } catch (error) {
    code = codeOf(error);
    printNote(
      code === EXIT.internal && error instanceof Error && !(error instanceof PlaygroundError)
        ? (error.stack ?? error.message)
        : error instanceof Error
          ? error.message
          : String(error),
    );
  }
  await drained(process.stdout);
  await drained(process.stderr);
  process.exit(code);
}
