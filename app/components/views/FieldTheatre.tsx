// A plane with D's heat map, points, arrows and the bent latent grid. Its legend is also what switches the layers.

import { useCallback, useRef, useState } from 'react';
import type { FieldView } from '../../../lib/schema/views';
import { formatCount } from '../../i18n/number-format';
import type { Texts } from '../../i18n/texts';
import { useTexts } from '../../i18n/use-texts';
import { readCanvasTheme } from './canvas-theme';
import styles from './FieldTheatre.module.css';
import { FigureBar } from './FigureBar';
import { type FieldLayer, fieldFrame, paintField } from './field-painting';
import { fieldAt, hasField } from './field-reading';
import { LayerToggle } from './LayerToggle';
import { PlotCanvas, type PlotCanvasProps } from './PlotCanvas';
import { toDataX, toDataY } from './plot-frame';
import { fixedText } from './ticks';
import type { WidgetProps } from './widget';

/** The grid hides the points it is made of, so it waits until it is asked for. */
const HIDDEN_AT_FIRST: ReadonlySet<FieldLayer> = new Set(['manifold']);

function layersOf(view: FieldView, { views, localise }: Texts) {
  const value = localise(view.valueLabel);
  return [
    ...view.clouds.map(({ role, label, xy }, index) => ({
      id: `cloud${index}` as const,
      swatch: { kind: 'mark', role } as const,
      text: localise(label),
      help: views.summary.points(formatCount(xy.length >> 1), localise(label)),
    })),
    ...(hasField(view)
      ? [{ id: 'heat', swatch: { kind: 'heat' }, text: value, help: views.field(value) } as const]
      : []),
    ...(view.arrows.length > 0
      ? [
          {
            id: 'arrows',
            swatch: { kind: 'arrow' },
            text: views.arrows,
            help: views.arrowsHelp,
          } as const,
        ]
      : []),
    ...(view.manifold
      ? [
          {
            id: 'manifold',
            swatch: { kind: 'grid' },
            text: views.manifold,
            help: views.manifoldHelp,
          } as const,
        ]
      : []),
  ];
}

export function FieldTheatre({ view, label, summary }: WidgetProps<'field'>) {
  const texts = useTexts();
  const { views, localise } = texts;
  const [hidden, setHidden] = useState(HIDDEN_AT_FIRST);
  const reading = useRef<HTMLOutputElement>(null);
  const valueLabel = localise(view.valueLabel);
  const paint = useCallback<PlotCanvasProps['paint']>(
    (context, size, theme) => paintField(context, size, theme, view, hidden, valueLabel),
    [view, hidden, valueLabel],
  );
  const toggle = (id: FieldLayer): void => {
    const next = new Set(hidden);
    if (!next.delete(id)) next.add(id);
    setHidden(next);
  };
  // Written past React: the pointer moves more often than anything here should be rendered.
  const onPoint: PlotCanvasProps['onPoint'] = (point, size) => {
    const element = reading.current;
    if (element === null) return;
    const frame = fieldFrame(view, size, readCanvasTheme());
    const x = point === null ? Number.NaN : toDataX(frame, point.x);
    const y = point === null ? Number.NaN : toDataY(frame, point.y);
    if (!(Math.abs(x) <= view.extent && Math.abs(y) <= view.extent)) {
      element.textContent = '';
      return;
    }
    const place = views.at(fixedText(x, 2), fixedText(y, 2));
    element.textContent = hasField(view)
      ? `${place} · ${views.reading(valueLabel, fixedText(fieldAt(view, x, y), 2))}`
      : place;
  };
  return (
    <>
      <FigureBar view={view} label={label} hidden={hidden}>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form control. */}
        <div className={styles.layers} role="group" aria-label={views.layers}>
          {layersOf(view, texts).map(({ id, swatch, text, help }) => (
            <LayerToggle
              key={id}
              swatch={swatch}
              text={text}
              help={help}
              shown={!hidden.has(id)}
              onToggle={() => toggle(id)}
            />
          ))}
        </div>
      </FigureBar>
      <div className={styles.plot}>
        <PlotCanvas summary={summary} paint={paint} aspect={1.04} onPoint={onPoint} />
        <output ref={reading} className={styles.reading} aria-hidden="true" />
      </div>
    </>
  );
}
