// The right column: walk through latent space, open views, read the networks.

import { lazy, Suspense } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { TABS, type Tab } from '../../state/view-store';
import { Tabs, tabPanelProps } from '../controls/Tabs';
import { LatentExplorer } from '../latent/LatentExplorer';
import styles from './Explore.module.css';
import { NetworkTable } from './NetworkTable';
import { ViewsPanel } from './ViewsPanel';

/** Fetched when it is opened: nothing of it is needed to see the first samples. */
const MeasuresPanel = lazy(() => import('../measures/MeasuresPanel'));

export function ExplorePanel({ tab }: { readonly tab: Tab }) {
  switch (tab) {
    case 'latent':
      return <LatentExplorer />;
    case 'measures':
      return (
        <Suspense fallback={null}>
          <MeasuresPanel />
        </Suspense>
      );
    case 'views':
      return <ViewsPanel />;
    case 'network':
      return <NetworkTable />;
  }
}

export interface ExploreProps {
  readonly tab: Tab;
  readonly onTab: (tab: Tab) => void;
}

export function Explore({ tab, onTab }: ExploreProps) {
  const { shell, explore } = useTexts();
  return (
    <div className={styles.explore}>
      <h2 className="spoken">{explore.heading}</h2>
      <Tabs
        name="explore"
        label={shell.landmarks.explore}
        tabs={TABS.map((id) => ({ id, label: shell.tabs[id] }))}
        value={tab}
        onChange={onTab}
      />
      <div {...tabPanelProps('explore', tab)} className={styles.panel}>
        <ExplorePanel tab={tab} />
      </div>
    </div>
  );
}
