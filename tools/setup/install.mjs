// Installs the locked packages when they are missing or older than the lock file. No install script of any package runs:
// what the project needs is shipped ready in the packages (see .npmrc).
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './command.mjs';
import { ROOT } from './project.mjs';

const OLDEST_NODE = [20, 19];

/** Milliseconds, or 0 when there is no such file. */
const modified = (path) => statSync(join(ROOT, path), { throwIfNoEntry: false })?.mtimeMs ?? 0;

/** Ends the process with a sentence when Node is too old to run the tools. */
function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  const [wantedMajor, wantedMinor] = OLDEST_NODE;
  if (major > wantedMajor || (major === wantedMajor && minor >= wantedMinor)) return;
  console.error(
    `Node ${OLDEST_NODE.join('.')} or newer is needed, but this is ${process.versions.node}; install it from https://nodejs.org and try again.`,
  );
  process.exit(1);
}

/** npm writes its own copy of the lock file when an installation is complete. */
export const isInstalled = () =>
  modified('node_modules/.package-lock.json') >= modified('package-lock.json');

/** Installs when needed; ends the process with a sentence when that fails. */
export async function ensureInstalled() {
  requireNode();
  if (isInstalled()) return;
  console.error('Installing packages (once; about a minute) …');
  const { code } = await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund']);
  if (code !== 0) {
    console.error('npm ci failed; check the connection to the npm registry and try again.');
    process.exit(1);
  }
}
