// The measures tab: what is wrong with the run, in plain words, and how good it is, in figures. The default export is for
// loading on demand.

import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { FiguresSection } from './FiguresSection';
import { HealthSection } from './HealthSection';
import styles from './MeasuresPanel.module.css';

export default function MeasuresPanel() {
  const { stores } = useApp();
  const run = useStore(stores.run, (state) => state.run);
  const { measures } = useTexts();
  if (run === null) return <p className={styles.faint}>{measures.needsRun}</p>;
  return (
    <div className={styles.panel}>
      <HealthSection />
      <FiguresSection data={run.data} />
    </div>
  );
}
