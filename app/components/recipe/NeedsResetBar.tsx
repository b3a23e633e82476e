// What would be lost, before it is: the changed settings that a running model cannot take, with one button to start over
// and one to keep the run.

import { useStore } from 'zustand';
import { findArchitecture } from '../../../lib/schema/config';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { needsReset } from '../../state/experiment-store';
import { Button } from '../controls/Button';
import styles from './NeedsResetBar.module.css';

const OUTSIDE_PARAMS = ['data', 'architecture', 'seed'] as const;
type OutsideParam = (typeof OUTSIDE_PARAMS)[number];
const isOutside = (key: string): key is OutsideParam =>
  OUTSIDE_PARAMS.some((candidate) => candidate === key);

export function NeedsResetBar() {
  const { stores, actions } = useApp();
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const experiment = useStore(stores.experiment);
  const step = useStore(stores.run, (state) => state.step);
  const { recipe, localise, language } = useTexts();
  const { draft } = experiment;
  if (catalog === null || draft === null) return null;
  const keys = needsReset(experiment, catalog);
  if (keys.length === 0) return null;

  const { params } = findArchitecture(catalog, draft.architecture);
  const nameOf = (key: string): string =>
    isOutside(key) ? recipe.needsReset.names[key] : localise(params[key]?.label ?? key);
  return (
    <aside className={styles.bar} aria-labelledby="needs-reset-heading" role="status">
      <p id="needs-reset-heading" className={styles.heading}>
        {recipe.needsReset.heading}
      </p>
      <p className={styles.names}>{keys.map(nameOf).join(language === 'en' ? ', ' : '、')}</p>
      {step > 0 && <p className={styles.loses}>{recipe.needsReset.loses(formatCount(step))}</p>}
      <div className={styles.actions}>
        <Button kind="primary" onPress={() => actions.reset({ seed: 'same' })}>
          {recipe.needsReset.apply}
        </Button>
        <Button onPress={actions.discardDraft} help={recipe.needsReset.discardHelp}>
          {recipe.needsReset.discard}
        </Button>
      </div>
    </aside>
  );
}
