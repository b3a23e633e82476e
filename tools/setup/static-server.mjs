// Serves a folder of static files with the headers that the page should have: right types, its content security policy,
// no sniffing, caching by hashed name, compression. For `npm start` and for the browser tests; any web server will do in
// its place. It reads nothing outside the folder and writes nothing.
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { createGzip } from 'node:zlib';
import { CONTENT_SECURITY_POLICY } from './content-security-policy.mjs';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};
const COMPRESSED = new Set([
  '.html',
  '.js',
  '.css',
  '.json',
  '.webmanifest',
  '.svg',
  '.txt',
  '.wasm',
]);
/** Vite puts files whose names carry a hash of their content here; they never change what they mean. */
const HASHED_FOLDER = 'assets/';

/** The file behind a URL path, or null when it is outside the folder or not there. */
async function fileOf(folder, pathname) {
  let path;
  try {
    path = join(folder, decodeURIComponent(pathname));
  } catch {
    return null; // a malformed escape
  }
  if (path.includes('\0')) return null;
  if (path.endsWith(sep)) path += 'index.html';
  try {
    const real = await realpath(path);
    if (real !== folder && !real.startsWith(folder + sep)) return null;
    const stats = await stat(real);
    return stats.isFile() ? { path: real, size: stats.size } : null;
  } catch {
    return null;
  }
}

function refuse(response, status, sentence) {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${sentence}\n`);
}

/**
 * `folder` – absolute path; `mount` – the URL path below which the folder appears, such as `/class/gan/`.
 * Returns a http.Server that is not listening yet.
 */
export async function createStaticServer(folder, { mount = '/' } = {}) {
  const root = await realpath(folder);
  return createServer(async (request, response) => {
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Content-Security-Policy', CONTENT_SECURITY_POLICY);
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      refuse(response, 405, 'Only GET and HEAD are answered.');
      return;
    }
    if (`${pathname}/` === mount) {
      response.writeHead(301, { Location: mount }).end();
      return;
    }
    const file = pathname.startsWith(mount)
      ? await fileOf(root, pathname.slice(mount.length - 1))
      : null;
    if (!file) {
      refuse(response, 404, 'There is no such file.');
      return;
    }
    const extension = extname(file.path);
    const compress =
      COMPRESSED.has(extension) && /\bgzip\b/.test(String(request.headers['accept-encoding']));
    response.writeHead(200, {
      'Content-Type': TYPES[extension] ?? 'application/octet-stream',
      'Cache-Control': pathname.startsWith(`${mount}${HASHED_FOLDER}`)
        ? 'public, max-age=31536000, immutable'
        : 'no-cache',
      Vary: 'Accept-Encoding',
      ...(compress ? { 'Content-Encoding': 'gzip' } : { 'Content-Length': file.size }),
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    // A visitor who leaves in the middle is no error of ours: the streams are closed and nothing is reported.
    const parts = [createReadStream(file.path), ...(compress ? [createGzip()] : []), response];
    pipeline(parts, () => {});
  });
}

/** Listens on the first free port from `port` on (0: any). Returns the port. */
export async function listen(server, port, host, attempts = 20) {
  for (let candidate = port; ; candidate += 1) {
    try {
      await new Promise((resolve, reject) => {
        server.once('error', reject);
        server.listen(candidate, host, () => {
          server.off('error', reject);
          resolve();
        });
      });
      return server.address().port;
    } catch (error) {
      if (error.code !== 'EADDRINUSE' || candidate + 1 >= port + attempts) throw error;
    }
  }
}
