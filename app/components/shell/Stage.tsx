// The hero of the page: what the run shows while it trains, with real data beside it on demand, or the reason why there is
// nothing yet.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { ViewData } from '../../../lib/schema/views';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Toggle } from '../controls/Toggle';
import { SavePng } from '../views/SavePng';
import { ViewFigure } from '../views/ViewFigure';
import { phaseText } from './run-phase';
import styles from './Stage.module.css';
import { StageState } from './StageState';

/** Real pictures shown beside the samples. */
const REALS = 64;

function useReals(shown: boolean): ViewData | null {
  const { stores, actions } = useApp();
  const data = useStore(stores.experiment, ({ applied }) => applied?.data ?? null);
  const [reals, setReals] = useState<ViewData | null>(null);
  useEffect(() => {
    setReals(null);
    if (!shown || data === null) return;
    let current = true;
    actions.preview(data, REALS).then(
      (view) => {
        if (current) setReals(view);
      },
      () => undefined, // Data that cannot be shown cannot be trained on either, and that has been said.
    );
    return () => {
      current = false;
    };
  }, [actions, data, shown]);
  return reals;
}

export interface StageProps {
  /** `contain` where the stage has a height of its own, `width` where it is as high as its picture. */
  readonly fit: 'contain' | 'width';
}

export function Stage({ fit }: StageProps) {
  const { stores, actions } = useApp();
  const texts = useTexts();
  const { shell, localise } = texts;
  const phase = useStore(stores.run, (state) => state.phase);
  const run = useStore(stores.run, (state) => state.run);
  const step = useStore(stores.run, (state) => state.step);
  const frame = useStore(stores.stage, (state) => state.frame);
  const viewId = useStore(stores.stage, (state) => state.viewId);
  const [beside, setBeside] = useState(false);
  const images = run?.data.kind === 'images';
  const compared = beside && images;
  const reals = useReals(compared);
  const spec = run?.views.find(({ id }) => id === viewId);
  const selected = useStore(stores.stage, (state) => state.selected);
  const picking = images ? { selected, onSelect: actions.select } : {};
  return (
    <section className={styles.stage} id="stage" tabIndex={-1} aria-label={shell.landmarks.stage}>
      <header className={styles.head}>
        <h2 className={styles.heading} title={spec && localise(spec.help)}>
          {spec === undefined ? shell.stageHeading : localise(spec.label)}
        </h2>
        <p className={styles.status}>
          {phaseText(texts, phase, step)}
          {frame !== null && frame.step > 0 && (
            <span className={styles.drawn}>{texts.explore.atStep(formatCount(frame.step))}</span>
          )}
        </p>
        {images && (
          <Toggle
            label={shell.showReals}
            help={shell.showRealsHelp}
            value={beside}
            onChange={setBeside}
          />
        )}
        {frame !== null && (
          <SavePng view={frame.view} name={`${viewId ?? 'stage'}-step${frame.step}`} />
        )}
      </header>
      <StageState />
      <div className={compared ? styles.compared : styles.pictures}>
        {frame === null ? (
          <div className={styles.empty}>
            <p>{shell.emptyStage}</p>
          </div>
        ) : (
          <figure className={styles.figure}>
            {compared && (
              <figcaption className={styles.generated}>{shell.generatedHeading}</figcaption>
            )}
            <div className={styles.canvas}>
              <ViewFigure
                view={frame.view}
                label={spec === undefined ? shell.stageHeading : localise(spec.label)}
                fit={fit}
                onDrawn={actions.frameDrawn}
                {...picking}
              />
            </div>
          </figure>
        )}
        {compared && (
          <figure className={styles.figure}>
            <figcaption className={styles.real}>{shell.realsHeading}</figcaption>
            <div className={styles.canvas}>
              <ViewFigure view={reals} loading label={shell.realsHeading} fit={fit} />
            </div>
          </figure>
        )}
      </div>
    </section>
  );
}
