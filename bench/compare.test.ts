import { expect, test } from 'vitest';
import { takeTurns } from './compare';

/** A contender that prints what the expression gives. */
const runner = (name: string, expression: string) => ({
  name,
  command: {
    program: process.execPath,
    args: ['-e', `process.stdout.write(JSON.stringify(${expression}))`],
  },
});

test('contenders take turns, and one that cannot is asked once', async () => {
  const turns: string[] = [];
  const standings = await takeTurns(
    [
      runner('ours', '{ summary: { msPerStep: 2, adapter: "a" } }'),
      runner('theirs', '{ msPerStep: 8 }'),
      runner('stock', '{ summary: { cannot: "no kernel" } }'),
    ],
    2,
    (round, name) => turns.push(`${round} ${name}`),
  );
  expect(turns).toEqual(['1 ours', '1 theirs', '1 stock', '2 ours', '2 theirs']);
  expect(standings).toMatchObject([
    { name: 'ours', msPerStep: [2, 2], medianMsPerStep: 2, adapter: 'a', cannot: null },
    { name: 'theirs', msPerStep: [8, 8], medianMsPerStep: 8, cannot: null },
    { name: 'stock', msPerStep: [], cannot: 'no kernel' },
  ]);
});

test('a contender that fails ends the comparison with its command', async () => {
  const failing = runner('ours', 'missing');
  await expect(takeTurns([failing], 1, () => {})).rejects.toThrow(/-e .* ended with code 1/);
});
