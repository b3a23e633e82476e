import { expect, test } from 'vitest';
import { dataFiles } from './data-files';

const BASE = 'https://school.example/gan/';
const signal = new AbortController().signal;

function serving(files: Readonly<Record<string, Response | Error>>) {
  const asked: string[] = [];
  const fetcher = (async (url: URL) => {
    asked.push(String(url));
    const answer = files[String(url).replace(`${BASE}datasets/`, '')];
    if (answer instanceof Error) throw answer;
    return answer?.clone() ?? new Response('', { status: 404 });
  }) as unknown as typeof fetch;
  return { files: dataFiles(BASE, fetcher), asked };
}

const entry = {
  id: 'mnist',
  label: 'MNIST',
  files: [],
  size: 28,
  channels: 1,
  count: 10,
  trainCount: 8,
  classes: [],
  licence: 'x',
};

test('files are read from below the page, wherever the page lies', async () => {
  const { files, asked } = serving({ 'digits/a.bin': new Response(Uint8Array.of(1, 2, 3)) });
  const heard: [number, number][] = [];
  const bytes = await files.read('digits/a.bin', signal, (done, total) =>
    heard.push([done, total]),
  );
  expect(bytes).toEqual(Uint8Array.of(1, 2, 3));
  expect(asked).toEqual(['https://school.example/gan/datasets/digits/a.bin']);
  expect(heard.at(-1)).toEqual([3, 3]);
  expect(heard.slice(0, -1).every(([done, total]) => done < total)).toBe(true);
});

test('a missing file and a broken connection are told apart from a cancelled one', async () => {
  const { files } = serving({ broken: new TypeError('network changed') });
  const ignore = () => undefined;
  await expect(files.read('missing', signal, ignore)).rejects.toMatchObject({
    code: 'data.download',
    details: { problem: 'the server answered 404' },
  });
  await expect(files.read('broken', signal, ignore)).rejects.toMatchObject({
    code: 'data.download',
    details: { problem: 'network changed' },
  });
  await expect(files.read('broken', AbortSignal.abort(), ignore)).rejects.toMatchObject({
    code: 'data.cancelled',
  });
});

test('installed sets are listed', async () => {
  const { files } = serving({ 'installed/manifest.json': Response.json([entry]) });
  expect(await files.installed()).toMatchObject([{ id: 'mnist', trainCount: 8 }]);
});

test('without a list, offline, or with a page in its place, nothing is installed', async () => {
  expect(await serving({}).files.installed()).toEqual([]);
  const offline = serving({ 'installed/manifest.json': new TypeError('offline') });
  expect(await offline.files.installed()).toEqual([]);
  const page = serving({ 'installed/manifest.json': new Response('<!doctype html>') });
  expect(await page.files.installed()).toEqual([]);
});

test('a list that is there but damaged is an error', async () => {
  for (const text of ['[', '{}', '[{"id": 3}]', '"x"']) {
    const { files } = serving({ 'installed/manifest.json': new Response(text) });
    await expect(files.installed()).rejects.toMatchObject({ code: 'data.malformed' });
  }
});
