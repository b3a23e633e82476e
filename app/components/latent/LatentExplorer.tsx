// The latent explorer of the present run: hands stores and actions to the workbench.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import {
  type LatentControl,
  type LatentRequest,
  latentRowWidth,
} from '../../../lib/schema/latents';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { BesideControls } from './BesideControls';
import { LatentWorkbench, type LatentWorkbenchProps } from './LatentWorkbench';
import styles from './LatentWorkbench.module.css';
import { besideZ, completed } from './latent-row';
import { offersOf } from './offers';
import { pickedRow, zOf } from './picked-rows';
import type { Resolve } from './use-present-z';
import type { Vector } from './vectors';

/** While G trains its pictures are asked for again this often. */
const FOLLOW_MS = 1200;

/** A value that changes at most every `milliseconds`. */
function useSlow(value: number, milliseconds: number): number {
  const [slow, setSlow] = useState(value);
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  });
  // Not the value itself: one that keeps changing must not keep pushing the timer back.
  const behind = value !== slow;
  useEffect(() => {
    if (!behind) return;
    const timer = setTimeout(() => setSlow(latest.current), milliseconds);
    return () => clearTimeout(timer);
  }, [behind, milliseconds]);
  return slow;
}

/** What stands beside z: the run's first sample's, or that of the sample picked last on the stage. */
function useRest(resolve: Resolve, dim: number, picked: LatentRequest) {
  const [rest, setRest] = useState<Vector>([]);
  useEffect(() => {
    let current = true;
    resolve(picked).then(
      ([row]) => {
        if (current && row !== undefined) setRest(row.slice(dim));
      },
      () => undefined, // Whoever sends the request reports its failure.
    );
    return () => {
      current = false;
    };
  }, [resolve, dim, picked]);
  return [rest, setRest] as const;
}

export function LatentExplorer() {
  const { stores, actions } = useApp();
  const { latent } = useTexts();
  const run = useStore(stores.run, (state) => state.run);
  const step = useStore(stores.run, (state) => state.step);
  const selected = useStore(stores.stage, (state) => state.selected);
  // What a later frame shows in these places is made from the same rows.
  const picks = useMemo(
    () => selected.map((index) => pickedRow(stores.stage.getState().frame?.view ?? null, index)),
    [selected, stores],
  );
  const revision = useSlow(step, FOLLOW_MS);
  const offers = useMemo(() => offersOf(run?.views ?? []), [run]);
  if (run === null) return <p className={styles.waiting}>{latent.needsRun}</p>;
  const control = run.latents.find((latent) => latent.kind === 'gaussian');
  if (control === undefined) return <p className={styles.waiting}>{latent.noControls}</p>;
  return (
    <Explorer
      key={run.runId}
      control={control}
      controls={run.latents}
      pictureSize={run.data.kind === 'images' ? run.data.size : null}
      offers={offers}
      picks={picks}
      revision={revision}
      generate={actions.generate}
      resolve={actions.latents}
    />
  );
}

type ExplorerProps = Omit<LatentWorkbenchProps, 'rest'> & {
  readonly controls: readonly LatentControl[];
};

const FIRST_FIXED: LatentRequest = { kind: 'fixed', first: 0, count: 1 };

/** The workbench moves z; what stands beside it has controls of its own and is the same for all samples shown. */
function Explorer({ controls, resolve, picks, ...props }: ExplorerProps) {
  const { dim } = props.control;
  const parts = useMemo(() => besideZ(controls), [controls]);
  const [rest, setRest] = useRest(resolve, dim, picks.at(-1) ?? FIRST_FIXED);
  const picksOfZ = useMemo(() => picks.map((request) => zOf(request, dim)), [picks, dim]);
  const resolveZ = useCallback<Resolve>(
    async (request) => {
      const filler = new Array<number>(latentRowWidth(controls) - dim).fill(0);
      return (await resolve(completed(request, filler))).map((row) => row.slice(0, dim));
    },
    [controls, dim, resolve],
  );
  const width = parts.reduce((sum, part) => sum + part.width, 0);
  if (rest.length !== width) return null;
  return (
    <>
      <BesideControls parts={parts} rest={rest} onChange={setRest} />
      <LatentWorkbench {...props} picks={picksOfZ} resolve={resolveZ} rest={rest} />
    </>
  );
}
