// One slider per dimension of z, a page at a time; on request in the order of their effect on the picture.

import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { ComponentRow } from './ComponentRow';
import { effectsOf, orderByEffect, shiftedVectors } from './effect-ranking';
import { useLatentLane } from './latent-lane';
import { completed } from './latent-row';
import { type Vector, withComponent } from './vectors';
import styles from './ZSliders.module.css';

/** Sliders at a time; people do worse with more (Dang et al. 2022, GANSlider). */
const PAGE = 8;

/** Exact entry may leave the range of the slider, but not every range. */
const ENTRY_LIMIT = 100;

export interface ZSlidersProps {
  readonly z: Vector;
  readonly min: number;
  readonly max: number;
  readonly onChange: (z: Vector) => void;
}

export function ZSliders({ z, min, max, onChange }: ZSlidersProps) {
  const { latent } = useTexts();
  const { lane, options, rest } = useLatentLane();
  const [page, setPage] = useState(0);
  const [effects, setEffects] = useState<readonly number[] | null>(null);
  const [measuring, setMeasuring] = useState(false);
  const order = orderByEffect(z.length, effects ?? []);
  const pages = Math.ceil(z.length / PAGE);
  const rank = (): void => {
    setMeasuring(true);
    const request = { kind: 'vectors', z: shiftedVectors(z, (max - min) / 6) } as const;
    lane.ask('ranking', completed(request, rest), options, (view) => {
      setMeasuring(false);
      if (view === null) return;
      setEffects(effectsOf(view));
      setPage(0);
    });
  };
  return (
    <div className={styles.sliders}>
      {order.slice(page * PAGE, (page + 1) * PAGE).map((index) => {
        return (
          <ComponentRow
            key={index}
            label={latent.dimension(index + 1)}
            symbol="z"
            number={index + 1}
            value={z[index] ?? 0}
            min={min}
            max={max}
            limit={ENTRY_LIMIT}
            onChange={(next) => onChange(withComponent(z, index, next))}
          />
        );
      })}
      <div className={styles.foot}>
        {pages > 1 && (
          <>
            <Button kind="quiet" disabled={page === 0} onPress={() => setPage(page - 1)}>
              {latent.previousPage}
            </Button>
            <span className={styles.page}>{latent.page(page + 1, pages)}</span>
            <Button kind="quiet" disabled={page === pages - 1} onPress={() => setPage(page + 1)}>
              {latent.nextPage}
            </Button>
          </>
        )}
        {z.length > 2 && (
          <Button kind="quiet" help={latent.rankHelp} disabled={measuring} onPress={rank}>
            {measuring ? latent.measuring : latent.rank}
          </Button>
        )}
      </div>
    </div>
  );
}
