// Finds a Chromium for the browser tests, or installs one: Debian's package where this is Debian and we may, Playwright's
// own download elsewhere.
import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { run } from './command.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const FIXED_PLACES = [
  '/usr/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:/Program Files/Google/Chrome/Application/chrome.exe',
];

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function playwrightsOwn() {
  try {
    return createRequire(import.meta.url)('@playwright/test').chromium.executablePath();
  } catch {
    return ''; // this version has no build for the platform
  }
}

/**
 * The path of an installed Chromium, or null. CHROMIUM_PATH comes first.
 * @throws Error when CHROMIUM_PATH names no program: a wish that cannot be met is not passed over
 */
export function findChromium() {
  const wanted = process.env.CHROMIUM_PATH;
  if (wanted) {
    if (!isProgram(wanted)) throw new Error(`CHROMIUM_PATH names no program: ${wanted}`);
    return wanted;
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return (
    [...onPath, ...FIXED_PLACES, playwrightsOwn()].find((path) => path && isProgram(path)) ?? null
  );
}

async function install() {
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    await run('apt-get', ['update'], { env });
    const fonts = ['fonts-noto-cjk']; // the Chinese pages need glyphs
    await run('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', ...fonts], {
      env,
    });
    return;
  }
  await run('playwright', ['install', 'chromium']);
}

/** The path of a Chromium, installed when there is none. Ends the process with a sentence when that fails. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  console.error('No Chromium found; installing one for the browser tests …');
  await install();
  const installed = findChromium();
  if (installed) return installed;
  console.error('Chromium could not be installed; install it by hand or set CHROMIUM_PATH.');
  return process.exit(1);
}
