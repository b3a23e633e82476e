// The chosen architecture, and the dialog to choose another.

import { useState } from 'react';
import { useStore } from 'zustand';
import { findArchitecture } from '../../../lib/schema/config';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Button } from '../controls/Button';
import { Dialog } from '../controls/Dialog';
import { ArchitectureCard } from './ArchitectureCard';
import styles from './ArchitectureSection.module.css';

export function ArchitectureSection() {
  const { stores, actions } = useApp();
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const chosen = useStore(stores.experiment, ({ draft }) => draft?.architecture ?? null);
  const acceptance = useStore(stores.experiment, (state) => state.acceptance);
  const [choosing, setChoosing] = useState(false);
  const { recipe, localise } = useTexts();
  if (catalog === null || chosen === null) return null;

  const labelOf = (id: string): string =>
    localise(catalog.architectures.find((entry) => entry.id === id)?.label ?? id);
  const current = findArchitecture(catalog, chosen);
  const byYear = [...catalog.architectures].sort((a, b) => a.year - b.year);
  return (
    <section aria-labelledby="architecture-heading">
      <h3 id="architecture-heading" className="spoken">
        {recipe.architecture}
      </h3>
      <ArchitectureCard
        entry={current}
        parents={current.parents.map(labelOf)}
        action={
          <Button onPress={() => setChoosing(true)}>
            {recipe.change}
            <span className="spoken"> – {recipe.architecture}</span>
          </Button>
        }
      />
      {choosing && (
        <Dialog heading={recipe.chooseArchitecture} onClose={() => setChoosing(false)}>
          <ul className={styles.list}>
            {byYear.map((entry) => {
              const refusal = acceptance?.[entry.id] ?? null;
              return (
                <li key={entry.id} className={styles.item}>
                  <ArchitectureCard
                    entry={entry}
                    parents={entry.parents.map(labelOf)}
                    refusal={refusal}
                    action={
                      <Button
                        kind={entry.id === chosen ? 'quiet' : 'plain'}
                        disabled={refusal !== null || entry.id === chosen}
                        onPress={() => {
                          setChoosing(false);
                          actions.setArchitecture(entry.id);
                        }}
                      >
                        {entry.id === chosen ? recipe.current : recipe.choose}
                        <span className="spoken"> {localise(entry.label)}</span>
                      </Button>
                    }
                  />
                </li>
              );
            })}
          </ul>
        </Dialog>
      )}
    </section>
  );
}
