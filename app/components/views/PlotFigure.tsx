// The arrangement of a rectangular plot: canvas in the shape of its place, legend below, and on demand the numbers.

import { type ReactNode, useMemo } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { Disclosure } from '../controls/Disclosure';
import { FigureCanvas } from './FigureCanvas';
import { FigureLegend, type LegendEntry } from './FigureLegend';
import type { Fit, Paint } from './figure';
import styles from './PlotFigure.module.css';
import { useSize } from './use-size';

export interface PlotFigureProps {
  readonly paint: Paint;
  readonly summary: string;
  readonly legend: readonly LegendEntry[];
  /** The numbers behind the picture. */
  readonly details: ReactNode;
  readonly fit: Fit;
  readonly compact: boolean;
}

/** Height per width where the place does not say; a narrow plot needs more of it. */
const shapeOf = (width: number): number => (width < 420 ? 0.72 : 0.6);

export function PlotFigure(props: PlotFigureProps) {
  const { fit, compact } = props;
  const { views } = useTexts();
  const [box, measured] = useSize<HTMLDivElement>();
  const room = useMemo(
    () =>
      fit === 'contain'
        ? measured
        : { width: measured.width, height: Math.round(measured.width * shapeOf(measured.width)) },
    [measured, fit],
  );
  return (
    <div className={fit === 'contain' ? styles.contain : styles.plot}>
      <div ref={box} className={styles.box}>
        <FigureCanvas room={room} paint={props.paint} label={props.summary} />
      </div>
      {!compact && <FigureLegend entries={props.legend} />}
      {!compact && fit === 'width' && (
        <Disclosure summary={views.numbers}>{props.details}</Disclosure>
      )}
    </div>
  );
}
