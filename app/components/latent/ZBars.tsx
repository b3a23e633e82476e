// The present z as a row of bars, one per dimension: a fingerprint to recognise it by. Decoration; the sliders hold the
// numbers.

import { useCallback, useMemo } from 'react';
import { FigureCanvas } from '../views/FigureCanvas';
import type { Paint } from '../views/figure';
import { useSize } from '../views/use-size';
import type { Vector } from './vectors';
import styles from './ZBars.module.css';

const HEIGHT = 36;

export function ZBars({
  z,
  min,
  max,
}: {
  readonly z: Vector;
  readonly min: number;
  readonly max: number;
}) {
  const [box, { width }] = useSize<HTMLDivElement>();
  const size = useMemo(() => ({ width, height: HEIGHT }), [width]);
  const paint = useCallback<Paint>(
    (context, room, { palette }) => {
      const y = (value: number): number =>
        room.height * (1 - (Math.min(max, Math.max(min, value)) - min) / (max - min));
      const middle = y((min + max) / 2);
      const step = room.width / z.length;
      context.fillStyle = palette.inkSoft;
      z.forEach((value, index) => {
        const top = y(value);
        context.fillRect(
          index * step,
          Math.min(top, middle),
          Math.max(0.5, Math.min(step - 0.5, 12)),
          Math.max(1, Math.abs(top - middle)),
        );
      });
      context.fillStyle = palette.lineStrong;
      context.fillRect(0, Math.round(middle), room.width, 1);
    },
    [z, min, max],
  );
  return (
    <div ref={box} className={styles.bars}>
      <FigureCanvas room={size} paint={paint} />
    </div>
  );
}
