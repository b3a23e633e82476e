import { describe, expect, it } from 'vitest';
import type { GenerateOptions, LatentRequest } from '../../../lib/schema/latents';
import type { ViewData } from '../../../lib/schema/views';
import { RequestLane } from './request-lane';

const options: GenerateOptions = { weights: 'live', norm: 'batch' };
const wish = (first: number): LatentRequest => ({ kind: 'fixed', first, count: 1 });
const numbered = (request: LatentRequest): number =>
  request.kind === 'fixed' ? request.first : -1;

/** A lane whose requests are answered by hand, in the order of sending. */
function bench() {
  const sent: number[] = [];
  const got: string[] = [];
  const answers: ((failed?: boolean) => Promise<void>)[] = [];
  const lane = new RequestLane((request) => {
    sent.push(numbered(request));
    return new Promise<ViewData>((resolve, reject) => {
      answers.push(async (failed = false) => {
        if (failed) reject(new Error('refused'));
        else resolve({ kind: 'table', columns: [], rows: [[numbered(request)]] });
        for (let turn = 0; turn < 4; turn++) await Promise.resolve();
      });
    });
  });
  const ask = (channel: string, first: number): void =>
    lane.ask(channel, wish(first), options, (view) => {
      got.push(`${channel}${view?.kind === 'table' ? view.rows[0]![0] : ' failed'}`);
    });
  const answer = (failed?: boolean): Promise<void> => answers.shift()!(failed);
  return { lane, sent, got, ask, answer };
}

describe('the request lane', () => {
  it('sends one request at a time and of each channel only the newest wish', async () => {
    const { sent, got, ask, answer } = bench();
    for (const first of [1, 2, 3, 4]) ask('z', first);
    expect(sent).toEqual([1]);
    await answer();
    expect(sent).toEqual([1, 4]);
    await answer();
    expect(sent).toEqual([1, 4]);
    expect(got).toEqual(['z1', 'z4']);
  });

  it('lets channels take turns', async () => {
    const { sent, ask, answer } = bench();
    ask('z', 1);
    ask('plane', 2);
    ask('z', 3);
    await answer();
    await answer();
    expect(sent).toEqual([1, 2, 3]);
  });

  it('delivers nothing after closing or dropping, and goes on after a failure', async () => {
    const { lane, sent, got, ask, answer } = bench();
    ask('z', 1);
    await answer(true);
    ask('z', 2);
    lane.drop('z');
    ask('plane', 3);
    await answer();
    await answer();
    ask('z', 4);
    lane.close();
    await answer();
    ask('z', 5);
    expect(sent).toEqual([1, 2, 3, 4]);
    expect(got).toEqual(['z failed', 'plane3']);
  });
});
