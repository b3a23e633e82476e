import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStaticServer, listen } from './static-server.mjs';

const outside = mkdtempSync(join(tmpdir(), 'gan-playground-'));
const folder = join(outside, 'dist');
let server: Server;
let port: number;

beforeAll(async () => {
  mkdirSync(join(folder, 'assets'), { recursive: true });
  writeFileSync(join(outside, 'secret.txt'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<!doctype html><title>page</title>');
  writeFileSync(join(folder, 'assets', 'code-12345678.js'), 'export {}');
  writeFileSync(join(folder, 'kernels.wasm'), 'x'.repeat(1000));
  symlinkSync(join(outside, 'secret.txt'), join(folder, 'link.txt'));
  server = await createStaticServer(folder, { mount: '/class/gan/' });
  port = await listen(server, 0, '127.0.0.1');
});
afterAll(() => server.close());

const get = (path: string, options?: RequestInit) =>
  fetch(`http://127.0.0.1:${port}${path}`, options);

/** The first line of the answer to a path as it stands; fetch would tidy it up. */
const statusLine = (path: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    });
    socket.once('data', (data) => resolve(String(data).split('\r\n')[0] ?? ''));
    socket.once('error', reject);
  });

describe('below its mount', () => {
  test('the folder answers with its page, the policy and no sniffing', async () => {
    const response = await get('/class/gan/');
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('<title>page</title>');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toMatch(/default-src 'self'/);
    expect(response.headers.get('content-security-policy')).not.toContain("'unsafe-eval'");
    expect(response.headers.get('cache-control')).toBe('no-cache');
  });

  test('hashed files may be kept for ever, and wasm arrives compressed with its own type', async () => {
    expect((await get('/class/gan/assets/code-12345678.js')).headers.get('cache-control')).toMatch(
      /immutable/,
    );
    const wasm = await get('/class/gan/kernels.wasm');
    expect(wasm.headers.get('content-type')).toBe('application/wasm');
    expect(wasm.headers.get('content-encoding')).toBe('gzip');
    expect((await wasm.text()).length).toBe(1000);
  });

  test('a missing slash is put right', async () => {
    const response = await get('/class/gan', { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([301, '/class/gan/']);
  });
});

describe('nothing outside the folder is answered', () => {
  test.each([
    '/',
    '/index.html',
    '/class/gan/nothing',
    '/class/gan/assets/',
    '/class/gan/../secret.txt',
    '/class/gan/..%2fsecret.txt',
    '/class/gan/%2e%2e/secret.txt',
    '/class/gan/assets/..%2f..%2fsecret.txt',
    '/class/gan/link.txt',
    '/class/gan/%00',
    '/class/gan/%zz',
  ])('%s', async (path) => {
    expect(await statusLine(path)).toBe('HTTP/1.1 404 Not Found');
  });

  test('and nothing is written', async () => {
    expect((await get('/class/gan/index.html', { method: 'PUT', body: 'x' })).status).toBe(405);
  });
});

test('a port that is taken gives way to the next one', async () => {
  const first = createServer();
  const second = createServer();
  const taken = await listen(first, 0, '127.0.0.1');
  expect(await listen(second, taken, '127.0.0.1')).toBeGreaterThan(taken);
  expect((second.address() as AddressInfo).port).not.toBe(taken);
  first.close();
  second.close();
});
