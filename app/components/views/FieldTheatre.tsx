// The two-dimensional theatre: real points, generated points and how real D finds each place. The legend is the switchboard
// of the layers. Drawing is paint-field's; this arranges it and answers to pointer and keyboard.

import { type PointerEvent, useCallback, useMemo, useState } from 'react';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import styles from './FieldTheatre.module.css';
import { FigureCanvas } from './FigureCanvas';
import { fieldAt, hasField } from './field-reading';
import type { FigureProps, Paint } from './figure';
import { LayerLegend } from './LayerLegend';
import { ALL_LAYERS, fieldFrame, fieldHeight, layersOf, paintField } from './paint-field';
import { toDataX, toDataY } from './plot-frame';
import { usePalette } from './use-palette';
import { useSize } from './use-size';
import { spokenSummary } from './view-summary';

interface Place {
  readonly x: number;
  readonly y: number;
}

export function FieldTheatre({ view, label, fit, compact }: FigureProps<'field'>) {
  const texts = useTexts();
  const palette = usePalette();
  const [box, measured] = useSize<HTMLDivElement>();
  const [layers, setLayers] = useState(ALL_LAYERS);
  const [place, setPlace] = useState<Place | null>(null);
  const height =
    fit === 'contain' ? measured.height : fieldHeight(measured.width, palette, !compact);
  const room = useMemo(() => ({ width: measured.width, height }), [measured.width, height]);
  const paint = useCallback<Paint>(
    (context, size, style) => paintField(context, view, size, style, { layers, axes: !compact }),
    [view, layers, compact],
  );
  const onPointerMove = (event: PointerEvent<HTMLDivElement>): void => {
    const frame = fieldFrame(view, room, palette, !compact);
    const bounds = event.currentTarget.getBoundingClientRect();
    const x = toDataX(frame, event.clientX - bounds.left);
    const y = toDataY(frame, event.clientY - bounds.top);
    const inside = Math.abs(x) <= view.extent && Math.abs(y) <= view.extent;
    setPlace(inside ? { x, y } : null);
  };
  return (
    <div className={fit === 'contain' ? styles.contain : styles.theatre}>
      <div
        ref={box}
        className={styles.box}
        style={fit === 'contain' ? undefined : { height }}
        onPointerMove={onPointerMove}
        onPointerLeave={() => setPlace(null)}
      >
        <FigureCanvas room={room} paint={paint} label={spokenSummary(label, view, texts)} />
      </div>
      {!compact && (
        <LayerLegend
          present={layersOf(view)}
          layers={layers}
          valueLabel={texts.localise(view.valueLabel)}
          onChange={setLayers}
          reading={
            place === null
              ? ''
              : texts.views.reading(
                  formatMeasure(place.x),
                  formatMeasure(place.y),
                  hasField(view) ? texts.localise(view.valueLabel) : '',
                  formatMeasure(fieldAt(view, place.x, place.y)),
                )
          }
        />
      )}
    </div>
  );
}
