// The latent explorer of the present run: hands stores and actions to the workbench.

import { useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { LatentWorkbench } from './LatentWorkbench';
import styles from './LatentWorkbench.module.css';
import { offersOf } from './offers';

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

export function LatentExplorer() {
  const { stores, actions } = useApp();
  const { latent } = useTexts();
  const run = useStore(stores.run, (state) => state.run);
  const step = useStore(stores.run, (state) => state.step);
  const picks = useStore(stores.stage, (state) => state.selected);
  const revision = useSlow(step, FOLLOW_MS);
  const offers = useMemo(() => offersOf(run?.views ?? []), [run]);
  const control = run?.latents.find((latent) => latent.kind === 'gaussian');
  if (run === null) return <p className={styles.waiting}>{latent.needsRun}</p>;
  if (control === undefined) return <p className={styles.waiting}>{latent.noControls}</p>;
  return (
    <LatentWorkbench
      key={run.runId}
      control={control}
      pictureSize={run.data.kind === 'images' ? run.data.size : null}
      offers={offers}
      picks={picks}
      revision={revision}
      generate={actions.generate}
      resolve={actions.latents}
    />
  );
}
