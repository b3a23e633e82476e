// Adds the builds of native packages for other platforms to package-lock.json. A registry that holds those of one platform
// only makes npm write a lock file which `npm ci` then refuses everywhere, this platform included. Run it after `npm
// install` has changed the lock file; what is complete already stays as it is. The entries have no checksum, since nobody
// here has seen the files; no such package is installed on a platform whose own build is in the lock.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './project.mjs';

const SYSTEMS = ['android', 'darwin', 'freebsd', 'linux', 'openbsd', 'openharmony', 'win32'];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'ppc64', 'riscv64', 's390x', 'x64'];
const LIBRARIES = { gnu: 'glibc', gnueabihf: 'glibc', musl: 'musl', musleabihf: 'musl' };

/** The platform that a package's name states, such as @scope/tool-linux-x64-musl; null for any other name. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const os = SYSTEMS.find((system) => words.includes(system));
  const cpu = PROCESSORS.find((processor) => words.includes(processor));
  if (os === undefined || cpu === undefined) return null;
  const libc = os === 'linux' ? LIBRARIES[words.at(-1)] : undefined;
  return { os: [os], cpu: [cpu], ...(libc && { libc: [libc] }) };
}

const path = join(ROOT, 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
let added = 0;
for (const parent of Object.values(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const key = `node_modules/${name}`;
    const platform = platformOf(name);
    if (lock.packages[key] || !platform || !/^\d[\w.-]*$/.test(version)) continue;
    const { dev, license } = parent;
    lock.packages[key] = { version, ...(dev && { dev }), license, optional: true, ...platform };
    added += 1;
  }
}
const [root, ...others] = Object.entries(lock.packages);
others.sort(([a], [b]) => a.localeCompare(b, 'en'));
lock.packages = Object.fromEntries([root, ...others]);
if (added > 0) writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${added} packages of other platforms added`);
