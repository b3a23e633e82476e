// Runs other programs in the project's folder, with their output shown as it comes. Not a shell: arguments are passed as
// they are.
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { ROOT } from './project.mjs';

const LOCAL_PROGRAMS = join(ROOT, 'node_modules/.bin');

/**
 * Runs a program to its end; programs of node_modules are found by their name.
 * `capture` – also collects what it prints on stdout.
 * Returns { code, stdout }; a program that cannot be started has code 127.
 */
export function run(program, args, { env = {}, capture = false } = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: ROOT,
      env: {
        ...process.env,
        PATH: `${LOCAL_PROGRAMS}${delimiter}${process.env.PATH ?? ''}`,
        ...env,
      },
      stdio: ['ignore', capture ? 'pipe' : 'inherit', 'inherit'],
      // npm and npx are .cmd files on Windows, which only a shell starts; our arguments hold no special characters.
      shell: process.platform === 'win32',
    });
    let stdout = '';
    child.stdout?.on('data', (chunk) => {
      stdout += chunk;
      process.stdout.write(chunk);
    });
    child.on('error', (error) => {
      console.error(`${program} cannot be started: ${error.message}`);
      resolve({ code: 127, stdout });
    });
    child.on('close', (code, signal) => {
      if (signal) console.error(`${program} was ended by ${signal}`);
      resolve({ code: code ?? 128, stdout });
    });
  });
}
