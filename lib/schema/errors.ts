// Every error that a person can cause or must react to: a closed set of codes, each with the facts it carries and one
// English sentence (what was expected, what came, what to do). The page translates by code; the wire carries code,
// details and message. Programming mistakes are plain Errors and reach the page as `internal`.

interface Texts {
  readonly [code: string]: (details: never) => string;
}

const list = (values: readonly string[]): string => values.join(', ');

export const ERROR_TEXTS = {
  'config.notAnObject': (d: { what: string }) =>
    `${d.what} must be an object with named fields; check where it was copied from.`,
  'config.unknownKey': (d: { key: string; allowed: readonly string[] }) =>
    `Unknown setting "${d.key}"; the settings here are ${list(d.allowed)}.`,
  'config.wrongType': (d: { key: string; expected: string; actual: string }) =>
    `"${d.key}" must be ${d.expected}, but it is ${d.actual}.`,
  'config.outOfRange': (d: { key: string; value: number; min: number; max: number }) =>
    `"${d.key}" must be between ${d.min} and ${d.max}, but it is ${d.value}.`,
  'config.unknownChoice': (d: { key: string; value: string; allowed: readonly string[] }) =>
    `"${d.key}" cannot be "${d.value}"; choose one of ${list(d.allowed)}.`,
  'config.version': (d: { version: string; supported: number }) =>
    `This experiment has format version ${d.version}, but this page reads up to version ${d.supported}; open it with a newer page.`,
  'config.incompatible': (d: { architecture: string; reason: string }) =>
    `The architecture "${d.architecture}" cannot train on this data: ${d.reason}`,
  'config.tooLarge': (d: { neededMegabytes: number; limitMegabytes: number }) =>
    `This model needs about ${d.neededMegabytes} MB of memory, but ${d.limitMegabytes} MB is the limit here; choose a smaller size or batch.`,
  'config.notLive': (d: { key: string }) =>
    `"${d.key}" cannot change during a run; reset the run to apply it.`,
  'link.malformed': (d: { problem: string }) =>
    `The link does not describe an experiment (${d.problem}); ask for it again or start from the default.`,
  'link.tooLong': (d: { length: number; limit: number }) =>
    `The link holds ${d.length} characters, but at most ${d.limit} are read; ask for a saved file instead.`,
  'data.unrecognised': (d: { name: string }) =>
    `"${d.name}" is none of the formats read here: IDX, NPY, NPZ, CIFAR-10 binary, PNG, JPEG, WebP, or a ZIP or folder of pictures.`,
  'data.truncated': (d: { format: string; expectedBytes: number; actualBytes: number }) =>
    `The ${d.format} file should hold ${d.expectedBytes} bytes but holds ${d.actualBytes}; download or copy it again.`,
  'data.malformed': (d: { format: string; problem: string }) =>
    `The ${d.format} file cannot be read: ${d.problem}.`,
  'data.unsupported': (d: { format: string; feature: string; instead: string }) =>
    `The ${d.format} file uses ${d.feature}, which is not read here; use ${d.instead}.`,
  'data.tooLarge': (d: { what: string; value: number; limit: number }) =>
    `${d.what} is ${d.value}, but the limit is ${d.limit}; use a smaller file.`,
  'data.empty': (d: { name: string }) =>
    `"${d.name}" holds no pictures; choose one with at least one PNG, JPEG or WebP.`,
  'data.noPoints': (_: object) => 'Nothing has been drawn yet; draw at least one point first.',
  'data.labelCount': (d: { images: number; labels: number }) =>
    `There are ${d.images} images but ${d.labels} labels; the two files must belong together.`,
  'data.combination': (d: { names: string; problem: string }) =>
    `The files ${d.names} do not go together: ${d.problem}.`,
  'data.cancelled': (_: object) =>
    'Loading the data was cancelled; choose them again to start over.',
  'data.missing': (d: { name: string; sha256?: string }) =>
    `The data set "${d.name}" is not on this page; drop its files here to go on.`,
  'data.download': (d: { name: string; problem: string }) =>
    `The data set "${d.name}" could not be loaded (${d.problem}); check the connection and try again.`,
  'data.checksum': (d: { name: string; expected: string; actual: string }) =>
    `"${d.name}" has sha256 ${d.actual.slice(0, 12)}… instead of ${d.expected.slice(0, 12)}…; it is damaged or another version.`,
  'checkpoint.malformed': (d: { problem: string }) => `The file is not a saved run: ${d.problem}.`,
  'checkpoint.truncated': (d: { expectedBytes: number; actualBytes: number }) =>
    `The saved run should hold ${d.expectedBytes} bytes but holds ${d.actualBytes}; it was cut off while it was copied.`,
  'checkpoint.mismatch': (d: { what: string; expected: string; actual: string }) =>
    `The saved run does not fit the model it names: ${d.what} should be ${d.expected} but is ${d.actual}.`,
  'features.malformed': (d: { name: string; problem: string }) =>
    `"${d.name}" holds no feature weights (${d.problem}); choose a .safetensors file in the format of npm run features.`,
  'features.gone': (_: object) =>
    'These features are not loaded any more; load or train them again, or measure with the usual ones.',
  'features.noClassifier': (d: { images: number; classes: number; atLeast: number }) =>
    `A classifier needs at least ${d.atLeast} labelled images of two classes or more, but there are ${d.images} of ${d.classes}; measure with other features.`,
  'run.none': (_: object) => 'There is no run yet; create one first.',
  'run.notPaused': (_: object) =>
    'Single steps are taken while the run is paused, but it is training; pause it first.',
  'run.diverged': (d: { step: number; where: string; cause: string }) =>
    `Training stopped at step ${d.step}: ${d.where} is no longer a finite number. Likely cause: ${d.cause} The last good state was kept.`,
  'run.deviceLost': (d: { backend: string; reason: string }) =>
    `The graphics device of ${d.backend} was lost (${d.reason}); the run can go on from its last saved state.`,
  'run.deviceError': (d: { backend: string; reason: string }) =>
    `${d.backend} reported an error, so its numbers cannot be trusted: ${d.reason}. Try another backend.`,
  'backend.unavailable': (d: { backend: string; reason: string }) =>
    `The backend ${d.backend} is not available here: ${d.reason}. Choose another one.`,
  'storage.failed': (d: { problem: string }) =>
    `The browser did not store the run (${d.problem}); save it to a file to keep it.`,
  'worker.stopped': (d: { problem: string }) =>
    `The training worker stopped (${d.problem}); the run can go on from its last saved state.`,
  internal: (d: { message: string }) => `Something went wrong inside the program: ${d.message}`,
} as const satisfies Texts;

export type ErrorCode = keyof typeof ERROR_TEXTS;
export type ErrorDetails<C extends ErrorCode> = Parameters<(typeof ERROR_TEXTS)[C]>[0];

/** An error as plain data, for the wire and for files. */
export interface WireError {
  readonly code: ErrorCode;
  readonly details: object;
  /** The English sentence. */
  readonly message: string;
}

export class PlaygroundError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'PlaygroundError';
  readonly code: C;
  readonly details: ErrorDetails<C>;

  constructor(code: C, details: ErrorDetails<C>) {
    // The table pairs each code with a function of its own details; TypeScript cannot follow that through a generic index.
    const text = ERROR_TEXTS[code] as (details: ErrorDetails<C>) => string;
    super(text(details));
    this.code = code;
    this.details = details;
  }
}

/** Any thrown value as plain data; what is not a PlaygroundError becomes `internal`. */
export function toWireError(error: unknown): WireError {
  if (error instanceof PlaygroundError) {
    return { code: error.code, details: error.details as object, message: error.message };
  }
  const message = error instanceof Error ? error.message : String(error);
  const internal = new PlaygroundError('internal', { message });
  return { code: 'internal', details: internal.details, message: internal.message };
}

/** The error that `toWireError` flattened. */
export function fromWireError(wire: WireError): PlaygroundError {
  return new PlaygroundError(wire.code, wire.details as ErrorDetails<typeof wire.code>);
}

/** Marks a branch that the type system proves unreachable. */
export function assertNever(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
