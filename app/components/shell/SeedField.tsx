// The seed of the experiment.

import { useStore } from 'zustand';
import { MAX_SEED } from '../../../lib/schema/config';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { NumberField } from '../controls/NumberField';
import type { NumberBounds } from '../controls/number-entry';
import styles from './SeedField.module.css';

const BOUNDS: NumberBounds = { min: 0, max: MAX_SEED, integer: true, scale: 'linear' };

export function SeedField() {
  const { stores, actions } = useApp();
  const seed = useStore(stores.experiment, ({ draft }) => draft?.seed ?? null);
  const { shell } = useTexts();
  if (seed === null) return null;
  return (
    <div className={styles.seed} title={shell.seedHelp}>
      <span className={styles.label} aria-hidden="true">
        {shell.seed}
      </span>
      <NumberField
        label={shell.seed}
        value={seed}
        bounds={BOUNDS}
        onChange={actions.setSeed}
        entryOnly
      />
    </div>
  );
}
