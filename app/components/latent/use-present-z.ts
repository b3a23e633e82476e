// The present z and the three lettered ones: where they start, and how picks on the stage fill them.

import { useCallback, useEffect, useState } from 'react';
import type { LatentRequest } from '../../../lib/schema/latents';
import { SLOTS, type Slot } from './SampleSlots';
import type { Vector } from './vectors';

export type Resolve = (request: LatentRequest) => Promise<readonly Vector[]>;

export interface PresentZ {
  readonly z: Vector;
  readonly slots: Readonly<Record<Slot, Vector>>;
}

/** Samples from here on are none that the stage shows at its usual size. */
const FIRST_DICE = 256;
/** Requests reach this many of the run's fixed samples. */
const LAST_FIXED = 1023;

/** @param picks requests for one row each */
export function usePresentZ(resolve: Resolve, picks: readonly LatentRequest[]) {
  const [present, setPresent] = useState<PresentZ | null>(null);
  const [dice, setDice] = useState(FIRST_DICE);
  useEffect(() => {
    let current = true;
    startingPoints(resolve, picks).then(
      (next) => {
        if (current && next !== null) {
          setPresent((before) =>
            before !== null && picks.length === 0 ? { ...next, z: before.z } : next,
          );
        }
      },
      () => undefined, // Whoever sends the request reports its failure.
    );
    return () => {
      current = false;
    };
  }, [resolve, picks]);
  const setZ = useCallback((z: Vector): void => {
    setPresent((before) => (before === null ? before : { ...before, z }));
  }, []);
  const takePresent = useCallback((slot: Slot): void => {
    setPresent((before) =>
      before === null ? before : { ...before, slots: { ...before.slots, [slot]: before.z } },
    );
  }, []);
  /** `count` samples of the prior that were not used before. */
  const draw = async (count: number): Promise<readonly Vector[]> => {
    const first = dice + count > LAST_FIXED ? FIRST_DICE : dice;
    setDice(first + count);
    return resolve({ kind: 'fixed', first, count });
  };
  return { present, setZ, takePresent, draw };
}

/** A, B and C are the picked samples in order, then the run's first ones; z is the one picked last. */
async function startingPoints(
  resolve: Resolve,
  picks: readonly LatentRequest[],
): Promise<PresentZ | null> {
  const first = await resolve({ kind: 'fixed', first: 0, count: SLOTS.length });
  const picked = await Promise.all(picks.map(async (request) => (await resolve(request))[0]));
  const taken = picked.map((z) => z?.join());
  const spare = first.filter((z) => !taken.includes(z.join()));
  const [a, b, c] = [...picked, ...spare];
  if (a === undefined || b === undefined || c === undefined) return null;
  return { z: picked.at(-1) ?? a, slots: { a, b, c } };
}
