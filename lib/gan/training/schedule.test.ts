import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../../schema/params';
import { optimizerSettings } from './schedule';
import { TWO_PLAYER_PARAMS } from './two-player-params';

const params = { ...defaultsOf(TWO_PLAYER_PARAMS), optimizer: 'sgd' as const, batchSize: 100 };
const at = (imagesSeen: number) =>
  optimizerSettings(params, 0.1, { imagesSeen, epochImages: 50_000 });

describe('the SGD schedule of the 2014 code', () => {
  it('raises momentum from 0.5 to 0.7 over 250 epochs and holds it', () => {
    expect(at(0)).toMatchObject({ kind: 'sgd', learningRate: 0.1, momentum: 0.5 });
    expect(at(125 * 50_000)).toMatchObject({ momentum: expect.closeTo(0.6, 12) });
    expect(at(400 * 50_000)).toMatchObject({ momentum: expect.closeTo(0.7, 12) });
  });

  it('divides the learning rate by 1.000004 per batch, down to a floor of 1e-6', () => {
    expect(at(100 * 1000)).toMatchObject({
      learningRate: expect.closeTo(0.1 / 1.000004 ** 1000, 12),
    });
    expect(at(1e12)).toMatchObject({ learningRate: 1e-6 });
  });

  it('never raises a learning rate that was set below the floor', () => {
    expect(optimizerSettings(params, 1e-7, { imagesSeen: 0, epochImages: 1 })).toMatchObject({
      learningRate: 1e-7,
    });
  });
});
