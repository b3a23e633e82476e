// `npm start`: installs, builds and serves the page, each only when needed, and prints where it is. Options follow `--`.
import { spawn } from 'node:child_process';
import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { build, isStale } from './build.mjs';
import { ensureInstalled } from './install.mjs';
import { DIST } from './project.mjs';
import { createStaticServer, listen } from './static-server.mjs';

const USAGE = `npm start -- [options]
  --port NUMBER   where to listen (4173; the next free one when it is taken)
  --host          let other machines in this network open the page
  --no-open       do not open a browser`;

function stop(sentence) {
  console.error(sentence);
  process.exit(2);
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        port: { type: 'string', default: '4173' },
        host: { type: 'boolean', default: false },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
    const port = Number(values.port);
    if (!Number.isInteger(port) || port < 0 || port > 65535) {
      stop(`--port must be a whole number from 0 to 65535, but it is "${values.port}".`);
    }
    return { ...values, port };
  } catch (error) {
    return stop(`${error.message}\n${USAGE}`);
  }
}

/** Tries to show the page; a machine without a desktop just has none. */
function openBrowser(url) {
  if (!process.stdout.isTTY) return;
  const [program, ...args] =
    process.platform === 'darwin'
      ? ['open', url]
      : process.platform === 'win32'
        ? ['cmd', '/c', 'start', url]
        : ['xdg-open', url];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.on('error', () => {});
  child.unref();
}

const lanAddresses = () =>
  Object.values(networkInterfaces())
    .flat()
    .filter((address) => address && address.family === 'IPv4' && !address.internal)
    .map((address) => address.address);

const options = readOptions();
if (options.help) {
  console.log(USAGE);
  process.exit(0);
}
await ensureInstalled();
if (isStale()) {
  const code = await build();
  if (code !== 0) process.exit(code);
}
const server = await createStaticServer(DIST);
let port;
try {
  port = await listen(server, options.port, options.host ? '0.0.0.0' : '127.0.0.1');
} catch (error) {
  stop(`Port ${options.port} cannot be used (${error.code}); choose another with --port.`);
}
const url = `http://localhost:${port}/`;
console.log(`\n  The page is at ${url}`);
if (options.host) {
  for (const address of lanAddresses())
    console.log(`  In this network: http://${address}:${port}/`);
  console.log('  Over plain http other machines train without WebGPU: on WebGL or WebAssembly.');
}
console.log('  Ctrl-C ends it.\n');
if (!options['no-open']) openBrowser(url);
