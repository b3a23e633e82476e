// Where things are, for the set-up scripts. They run before anything is installed, so none of them imports a package at
// the top.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../..');
export const DIST = join(ROOT, 'dist');
/** Everything that can be made again; removed with node_modules. */
export const CACHE = join(ROOT, 'node_modules/.cache/gan-playground');
