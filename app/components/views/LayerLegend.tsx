// The legend of the theatre; every entry is the switch of its layer. Glyphs have the shapes that are drawn in the plot.

import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import { LayerGlyph } from './LayerGlyph';
import styles from './LayerLegend.module.css';
import type { FieldLayer, LayerSet } from './paint-field';
import { RampKey } from './RampKey';

export interface LayerLegendProps {
  readonly present: readonly FieldLayer[];
  readonly layers: LayerSet;
  /** What the heat map shows, such as D(x). */
  readonly valueLabel: string;
  readonly onChange: (layers: LayerSet) => void;
  /** What lies under the pointer. */
  readonly reading: string;
}

export function LayerLegend({ present, layers, valueLabel, onChange, reading }: LayerLegendProps) {
  const { views } = useTexts();
  return (
    <div className={styles.legend}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a flexible row everywhere. */}
      <div className={styles.layers} role="group" aria-label={views.layers}>
        {present.map((layer) => (
          <button
            key={layer}
            type="button"
            className={classNames(styles.layer, !layers[layer] && styles.off)}
            aria-pressed={layers[layer]}
            title={views.layerHelp[layer]}
            onClick={() => onChange({ ...layers, [layer]: !layers[layer] })}
          >
            <LayerGlyph layer={layer} />
            <span>{layer === 'heat' ? valueLabel : views.layerNames[layer]}</span>
          </button>
        ))}
      </div>
      <div className={styles.scale}>
        {present.includes('heat') && layers.heat && <RampKey />}
        <output className={styles.reading} aria-live="off">
          {reading}
        </output>
      </div>
    </div>
  );
}
