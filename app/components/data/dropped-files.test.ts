import { describe, expect, it } from 'vitest';
import { filesBelow, soleRunFile } from './dropped-files';

const file = (path: string): FileSystemEntry =>
  ({
    isFile: true,
    isDirectory: false,
    fullPath: path,
    file: (done: (found: File) => void) => done(new File(['x'], path.split('/').at(-1)!)),
  }) as unknown as FileSystemEntry;

/** Hands its children out two at a time, as Chromium does a hundred at a time. */
const folder = (path: string, children: readonly FileSystemEntry[]): FileSystemEntry =>
  ({
    isFile: false,
    isDirectory: true,
    fullPath: path,
    createReader: () => {
      const rest = [...children];
      return { readEntries: (done: (found: unknown[]) => void) => done(rest.splice(0, 2)) };
    },
  }) as unknown as FileSystemEntry;

describe('dropped files', () => {
  it('are found in folders of folders, with their paths, in the order of paths', async () => {
    const found = await filesBelow([
      folder('/set', [
        file('/set/c.png'),
        file('/set/a.png'),
        folder('/set/cats', [file('/set/cats/1.png')]),
        file('/set/b.png'),
      ]),
      new File(['y'], 'labels.gz'),
    ]);
    expect(found.map(({ path }) => path)).toEqual([
      'labels.gz',
      'set/a.png',
      'set/b.png',
      'set/c.png',
      'set/cats/1.png',
    ]);
    expect(found[4]?.file.name).toBe('1.png');
  });

  it('an unreadable file fails instead of going missing', async () => {
    const broken = {
      isFile: true,
      isDirectory: false,
      fullPath: '/x',
      file: (_: unknown, failed: (error: Error) => void) => failed(new Error('locked')),
    } as unknown as FileSystemEntry;
    await expect(filesBelow([broken])).rejects.toThrow('locked');
  });
});

describe('a saved run among dropped files', () => {
  const dropped = (...names: readonly string[]) => ({
    files: names.map((name) => new File(['x'], name)) as unknown as FileList,
  });

  it('is opened only when it is dropped alone', () => {
    expect(soleRunFile(dropped('a.SafeTensors'))?.name).toBe('a.SafeTensors');
    expect(soleRunFile(dropped('a.safetensors', 'b.png'))).toBeNull();
    expect(soleRunFile(dropped('a.png'))).toBeNull();
    expect(soleRunFile(dropped())).toBeNull();
  });
});
