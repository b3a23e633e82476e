// The size of the model, which sets the widths and what goes with them.

import { useStore } from 'zustand';
import { SIZES } from '../../../lib/schema/catalog';
import { findArchitecture } from '../../../lib/schema/config';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Choice } from '../controls/Choice';
import styles from './SizeSection.module.css';

export function SizeSection() {
  const { stores, actions } = useApp();
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const draft = useStore(stores.experiment, (state) => state.draft);
  const { recipe, localise } = useTexts();
  if (catalog === null || draft === null) return null;
  const spec = findArchitecture(catalog, draft.architecture).params.size;
  const value = SIZES.find((size) => size === draft.params.size);
  if (spec?.kind !== 'choice' || value === undefined) return null;
  return (
    <section className={styles.size} aria-labelledby="size-heading" title={localise(spec.help)}>
      <h3 id="size-heading">{recipe.size}</h3>
      <Choice
        label={recipe.size}
        look="segments"
        value={value}
        options={SIZES.flatMap((id) => {
          const option = spec.options.find((candidate) => candidate.id === id);
          return option === undefined ? [] : [{ id, label: localise(option.label) }];
        })}
        onChange={actions.setSize}
      />
      <p className="spoken">{localise(spec.help)}</p>
    </section>
  );
}
