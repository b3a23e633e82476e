// Which copy of G's weights makes the pictures, and which batch norm; shown where a run offers more than one.

import type { GenerateOptions } from '../../../lib/schema/latents';
import { useTexts } from '../../i18n/use-texts';
import { Choice } from '../controls/Choice';
import styles from './OptionsRow.module.css';

export interface GenerateOffers {
  /** The first is the default. */
  readonly weights: readonly GenerateOptions['weights'][];
  readonly norms: readonly GenerateOptions['norm'][];
}

export interface OptionsRowProps {
  readonly offers: GenerateOffers;
  readonly options: GenerateOptions;
  readonly onChange: (options: GenerateOptions) => void;
}

export function OptionsRow({ offers, options, onChange }: OptionsRowProps) {
  const { latent } = useTexts();
  if (offers.weights.length < 2 && offers.norms.length < 2) return null;
  return (
    <div className={styles.options}>
      {offers.weights.length > 1 && (
        <div className={styles.option}>
          <span aria-hidden="true">{latent.weights}</span>
          <Choice
            label={latent.weights}
            look="segments"
            options={offers.weights.map((id) => ({ id, label: latent.weightNames[id] }))}
            value={options.weights}
            onChange={(weights) => onChange({ ...options, weights })}
          />
        </div>
      )}
      {offers.norms.length > 1 && (
        <div className={styles.option}>
          <span aria-hidden="true">{latent.norm}</span>
          <Choice
            label={latent.norm}
            look="segments"
            options={offers.norms.map((id) => ({ id, label: latent.normNames[id] }))}
            value={options.norm}
            onChange={(norm) => onChange({ ...options, norm })}
          />
        </div>
      )}
    </div>
  );
}
