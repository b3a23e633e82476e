import { describe, expect, it } from 'vitest';
import { complete, runPaced, type Slices, stretch } from './slices';

function* counting(count: number, onEnd: () => void = () => undefined): Slices<string> {
  try {
    for (let i = 1; i <= count; i++) yield i / count;
    return 'done';
  } finally {
    onEnd();
  }
}

/** A clock that moves on by one at every look. */
const clock = () => {
  let time = 0;
  return () => time++;
};

describe('a computation in slices', () => {
  it('breathes after the slices of the given time and reports the share done', async () => {
    const shares: number[] = [];
    let breaths = 0;
    const result = await runPaced(counting(10), {
      now: clock(),
      breathe: async () => {
        breaths += 1;
      },
      onProgress: (share) => shares.push(share),
      sliceMs: 2,
    });
    expect(result).toBe('done');
    expect(breaths).toBe(5);
    expect(shares).toEqual([0.2, 0.4, 0.6, 0.8, 1, 1]);
  });

  it('stops when breathing throws, and lets go of what it held', async () => {
    let released = false;
    const cancelled = runPaced(
      counting(10, () => {
        released = true;
      }),
      {
        now: clock(),
        breathe: () => Promise.reject(new Error('cancelled')),
        onProgress: () => undefined,
        sliceMs: 1,
      },
    );
    await expect(cancelled).rejects.toThrow('cancelled');
    expect(released).toBe(true);
  });

  it('as a stretch of a larger one reports its part of the way', () => {
    const shares: number[] = [];
    function* whole(): Slices<string> {
      for (const from of [0, 0.5]) {
        const part = stretch(counting(2), from, from + 0.5);
        for (let step = part.next(); !step.done; step = part.next()) {
          shares.push(step.value);
          yield step.value;
        }
      }
      return 'both';
    }
    expect(complete(whole())).toBe('both');
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });
});
