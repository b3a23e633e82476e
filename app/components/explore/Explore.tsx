// The right column: walk through latent space, open views, read the networks.

import { useTexts } from '../../i18n/use-texts';
import { Tabs, tabPanelProps } from '../controls/Tabs';
import { LatentExplorer } from '../latent/LatentExplorer';
import styles from './Explore.module.css';
import { NetworkTable } from './NetworkTable';
import { ViewsPanel } from './ViewsPanel';

export const EXPLORE_TABS = ['latent', 'views', 'network'] as const;
export type ExploreTab = (typeof EXPLORE_TABS)[number];

export function ExplorePanel({ tab }: { readonly tab: ExploreTab }) {
  switch (tab) {
    case 'latent':
      return <LatentExplorer />;
    case 'views':
      return <ViewsPanel />;
    case 'network':
      return <NetworkTable />;
  }
}

export interface ExploreProps {
  readonly tab: ExploreTab;
  readonly onTab: (tab: ExploreTab) => void;
}

export function Explore({ tab, onTab }: ExploreProps) {
  const { shell, explore } = useTexts();
  return (
    <div className={styles.explore}>
      <h2 className="spoken">{explore.heading}</h2>
      <Tabs
        name="explore"
        label={shell.landmarks.explore}
        tabs={EXPLORE_TABS.map((id) => ({ id, label: shell.tabs[id] }))}
        value={tab}
        onChange={onTab}
      />
      <div {...tabPanelProps('explore', tab)} className={styles.panel}>
        <ExplorePanel tab={tab} />
      </div>
    </div>
  );
}
