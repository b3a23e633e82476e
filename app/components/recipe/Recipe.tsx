// The left column: what is trained, on what, how.

import { useTexts } from '../../i18n/use-texts';
import { DataPicker } from '../data/DataPicker';
import { ArchitectureSection } from './ArchitectureSection';
import { NeedsResetBar } from './NeedsResetBar';
import styles from './Recipe.module.css';
import { SettingsForm } from './SettingsForm';
import { SizeSection } from './SizeSection';

export function Recipe() {
  const { recipe } = useTexts();
  return (
    <div className={styles.recipe}>
      <h2 className="spoken">{recipe.heading}</h2>
      <div className={styles.sticky}>
        <NeedsResetBar />
      </div>
      <ArchitectureSection />
      <section aria-labelledby="data-heading" className={styles.data}>
        <h3 id="data-heading">{recipe.data}</h3>
        <DataPicker />
      </section>
      <SizeSection />
      <SettingsForm />
    </div>
  );
}
