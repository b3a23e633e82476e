import { describe, expect, it } from 'vitest';
import { classesFromFolders } from './folder-classes';

const classesOf = (...paths: string[]) => {
  const { classes } = classesFromFolders(paths);
  return classes === null ? null : [classes.classes, [...classes.labels]];
};

describe('classesFromFolders', () => {
  it('names classes after the folder that a picture lies in, sorted', () => {
    expect(classesOf('p/b/1', 'p/a/1', 'p/b/2')).toEqual([
      ['a', 'b'],
      [1, 0, 1],
    ]);
  });

  it('joins folders of one name, as in train and test halves', () => {
    expect(classesOf('train/cat/1', 'train/dog/1', 'test/cat/1')).toEqual([
      ['cat', 'dog'],
      [0, 1, 0],
    ]);
  });

  it.each([
    [['1', '2']],
    [['p/a/1', 'p/a/2']],
    [['1', 'a/1', 'b/1']],
    [['p/a/1', 'p/a/deep/1', 'p/b/1']],
    [['train/cat/1', 'test/cat/1']],
    [[]],
  ])('gives no classes for %j', (paths) => {
    expect(classesOf(...paths)).toBeNull();
  });

  it('does not take "a-b" for a folder inside "a"', () => {
    expect(classesOf('a/1', 'a-b/1', 'ab/1')?.[0]).toEqual(['a', 'a-b', 'ab']);
  });

  it('is quick for 100,000 folders', () => {
    const paths = Array.from({ length: 100_000 }, (_, i) => `p/${i}/x`);
    expect(() => classesFromFolders(paths)).toThrow('The number of classes is 100000');
  });
});
