// What G makes of the present z: the picture, or the place in the plane.

import { useMemo } from 'react';
import type { ViewData } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { axisMargins } from '../views/paint-axes';
import { squareHeight } from '../views/plot-frame';
import { usePalette } from '../views/use-palette';
import { useSize } from '../views/use-size';
import { ViewFigure } from '../views/ViewFigure';
import { LandingPlot, type LetteredPoint } from './LandingPlot';
import { extentOf, samplesXy } from './landing';
import styles from './Output.module.css';

export interface OutputProps {
  readonly view: ViewData | null;
  readonly points: boolean;
  /** For point models: samples along a path, of a plane of z, and of the lettered z. */
  readonly way: Float32Array;
  readonly sheet: Float32Array;
  readonly lettered: readonly LetteredPoint[];
}

export function Output({ view, points, way, sheet, lettered }: OutputProps) {
  const { latent } = useTexts();
  const [box, { width }] = useSize<HTMLDivElement>();
  const palette = usePalette();
  const size = useMemo(
    () => ({ width, height: squareHeight(width, axisMargins(palette)) }),
    [width, palette],
  );
  return (
    <figure className={points ? styles.plane : styles.picture}>
      <div ref={box} className={styles.box}>
        {points ? (
          <LandingPlot
            size={size}
            extent={extentOf(view)}
            here={samplesXy(view)}
            way={way}
            sheet={sheet}
            lettered={lettered}
          />
        ) : (
          <ViewFigure view={view} loading label={latent.output} fit="contain" compact />
        )}
      </div>
      <figcaption className={styles.caption}>{latent.output}</figcaption>
    </figure>
  );
}
