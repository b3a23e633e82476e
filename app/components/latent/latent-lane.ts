// How the tools of the explorer reach the generator: one lane for all, the options in force, and a number that changes when
// G has changed.

import { createContext, useContext, useEffect, useState } from 'react';
import type { GenerateOptions, LatentRequest } from '../../../lib/schema/latents';
import type { ViewData } from '../../../lib/schema/views';
import { completed } from './latent-row';
import type { RequestLane } from './request-lane';
import type { Vector } from './vectors';

export interface LatentLane {
  readonly lane: RequestLane;
  readonly options: GenerateOptions;
  readonly revision: number;
  /** What every row has beside z. */
  readonly rest: Vector;
}

export const LatentLaneContext = createContext<LatentLane | null>(null);

export function useLatentLane(): LatentLane {
  const lane = useContext(LatentLaneContext);
  if (lane === null) throw new Error('outside of the latent explorer');
  return lane;
}

/** The samples of a request about z, asked for again whenever the request, the options or G change. */
export function useGenerated(channel: string, request: LatentRequest | null): ViewData | null {
  const { lane, options, revision, rest } = useLatentLane();
  const [view, setView] = useState<ViewData | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision stands for G, which is not here.
  useEffect(() => {
    if (request === null) return;
    lane.ask(channel, completed(request, rest), options, (next) => {
      if (next !== null) setView(next);
    });
  }, [lane, channel, request, options, revision, rest]);
  useEffect(() => () => lane.drop(channel), [lane, channel]);
  return request === null ? null : view;
}
