// Draw your own points: with pointer or finger, or with arrow keys and Enter. What comes out is a list of points; nothing is
// trained here.

import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useMemo,
  useRef,
  useState,
} from 'react';
import { DRAWN_EXTENT, MAX_DRAWN_POINTS } from '../../../lib/schema/data';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { FigureCanvas } from '../views/FigureCanvas';
import type { Paint } from '../views/figure';
import { axisMargins } from '../views/paint-axes';
import { squareFrame, squareHeight, toDataX, toDataY } from '../views/plot-frame';
import { usePalette } from '../views/use-palette';
import { useSize } from '../views/use-size';
import styles from './DrawPad.module.css';
import { DrawTools, type Pen } from './DrawTools';
import {
  cleared,
  type Drawing,
  erased,
  isFull,
  pointCount,
  stampDistance,
  stamped,
  strokeEnded,
  undone,
} from './drawing';
import { paintDrawing } from './paint-drawing';

export interface DrawPadProps {
  readonly drawing: Drawing;
  /** Gets the change and not its result: several moves may come before the page is drawn again. */
  readonly onChange: (change: (before: Drawing) => Drawing) => void;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const KEY_STEP = 0.1;
/** The eraser takes at least this radius, or the finest one would never hit. */
const LEAST_ERASER = 0.12;

export function DrawPad({ drawing, onChange }: DrawPadProps) {
  const { data } = useTexts();
  const palette = usePalette();
  const [box, { width }] = useSize<HTMLDivElement>();
  const [pen, setPen] = useState<Pen>({ kind: 'brush', radius: 0.2 });
  const [cursor, setCursor] = useState<Place | null>(null);
  const [said, setSaid] = useState('');
  const stroke = useRef<{ readonly before: readonly number[]; last: Place } | null>(null);
  const size = useMemo(
    () => ({ width, height: squareHeight(width, axisMargins(palette)) }),
    [width, palette],
  );
  const eraser = Math.max(LEAST_ERASER, pen.radius);
  const paint = useCallback<Paint>(
    (context, room, style) =>
      paintDrawing(context, room, style, {
        points: drawing.points,
        cursor,
        radius: pen.kind === 'eraser' ? eraser : pen.radius,
      }),
    [drawing.points, cursor, pen, eraser],
  );
  const touch = (points: readonly number[], { x, y }: Place): readonly number[] =>
    pen.kind === 'eraser' ? erased(points, x, y, eraser) : stamped(points, x, y, pen.radius);
  const placeOf = (event: PointerEvent<HTMLElement>): Place => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const frame = squareFrame(size, axisMargins(palette), DRAWN_EXTENT);
    return {
      x: toDataX(frame, event.clientX - bounds.left),
      y: toDataY(frame, event.clientY - bounds.top),
    };
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>): void => {
    const place = placeOf(event);
    setCursor(place);
    const running = stroke.current;
    if (running === null) return;
    const distance = pen.kind === 'eraser' ? eraser / 2 : stampDistance(pen.radius);
    const places: Place[] = [];
    let gap = Math.hypot(place.x - running.last.x, place.y - running.last.y);
    // A fast pointer reports few places; the stroke is filled in between them.
    while (gap >= distance) {
      const t = distance / gap;
      running.last = {
        x: running.last.x + t * (place.x - running.last.x),
        y: running.last.y + t * (place.y - running.last.y),
      };
      places.push(running.last);
      gap -= distance;
    }
    if (places.length > 0) {
      onChange((before) => ({ ...before, points: places.reduce(touch, before.points) }));
    }
  };
  const onPointerEnd = (): void => {
    const ended = stroke.current;
    stroke.current = null;
    if (ended !== null) onChange((drawn) => strokeEnded(drawn, ended.before));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = cursor ?? { x: 0, y: 0 };
    const step = KEY_STEP * (event.shiftKey ? 5 : 1);
    const moves: Readonly<Record<string, Place>> = {
      ArrowRight: { x: step, y: 0 },
      ArrowLeft: { x: -step, y: 0 },
      ArrowUp: { x: 0, y: step },
      ArrowDown: { x: 0, y: -step },
    };
    const move = moves[event.key];
    if (move !== undefined) {
      const x = Math.min(DRAWN_EXTENT, Math.max(-DRAWN_EXTENT, at.x + move.x));
      const y = Math.min(DRAWN_EXTENT, Math.max(-DRAWN_EXTENT, at.y + move.y));
      setCursor({ x, y });
      setSaid(data.cursorAt(formatMeasure(x), formatMeasure(y)));
    } else if (['Enter', ' ', 'Delete', 'Backspace'].includes(event.key)) {
      const before = drawing;
      const erases = event.key === 'Delete' || event.key === 'Backspace';
      const points = erases ? erased(before.points, at.x, at.y, eraser) : touch(before.points, at);
      setCursor(at);
      onChange(() => strokeEnded({ ...before, points }, before.points));
      setSaid(data.pointsDrawn(pointCount(points), MAX_DRAWN_POINTS));
    } else if (event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey)) {
      onChange(undone);
    } else {
      return;
    }
    event.preventDefault();
    // The page has keys of its own for these.
    event.stopPropagation();
  };
  return (
    <div className={styles.pad}>
      <DrawTools
        pen={pen}
        onPen={setPen}
        canUndo={drawing.past.length > 0}
        onUndo={() => onChange(undone)}
        canClear={drawing.points.length > 0}
        onClear={() => onChange(cleared)}
      />
      <div
        ref={box}
        className={styles.surface}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it is drawn on with arrow keys and Enter.
        tabIndex={0}
        aria-label={data.drawPad}
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          if (event.button !== 0) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          const place = placeOf(event);
          const { points } = drawing;
          stroke.current = { before: points, last: place };
          setCursor(place);
          onChange((before) => ({ ...before, points: touch(before.points, place) }));
        }}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerEnd}
        onPointerCancel={onPointerEnd}
        onPointerLeave={() => setCursor(null)}
      >
        <FigureCanvas room={size} paint={paint} />
      </div>
      <p className={styles.count}>
        {data.pointsDrawn(pointCount(drawing.points), MAX_DRAWN_POINTS)}
        {isFull(drawing.points) && ` ${data.padFull}`}
      </p>
      <p className="spoken" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
