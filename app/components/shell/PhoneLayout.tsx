// The page on a phone: the stage, tabs for everything else, and a bar in thumb's reach.

import { useState } from 'react';
import { useStore } from 'zustand';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { TABS } from '../../state/view-store';
import { Tabs, tabPanelProps } from '../controls/Tabs';
import { ExplorePanel } from '../explore/Explore';
import { Recipe } from '../recipe/Recipe';
import { Timeline } from '../timeline/Timeline';
import { BottomBar } from './BottomBar';
import { ErrorBoundary } from './ErrorBoundary';
import styles from './PhoneLayout.module.css';
import { Stage } from './Stage';

const PHONE_TABS = ['recipe', 'curves', ...TABS] as const;
type PhoneTab = (typeof PHONE_TABS)[number];

function Panel({ tab }: { readonly tab: PhoneTab }) {
  switch (tab) {
    case 'recipe':
      return <Recipe />;
    case 'curves':
      return <Timeline />;
    default:
      return <ExplorePanel tab={tab} />;
  }
}

export function PhoneLayout({ onFile }: { readonly onFile: () => void }) {
  const { stores, actions } = useApp();
  const exploreTab = useStore(stores.view, (state) => state.tab);
  const [own, setOwn] = useState<'recipe' | 'curves' | null>('curves');
  const { shell } = useTexts();
  const tab: PhoneTab = own ?? exploreTab;
  const choose = (next: PhoneTab): void => {
    if (next === 'recipe' || next === 'curves') setOwn(next);
    else {
      setOwn(null);
      actions.setTab(next);
    }
  };
  return (
    <>
      <main className={styles.main}>
        <ErrorBoundary>
          <Stage fit="width" />
        </ErrorBoundary>
        <div className={styles.tabs}>
          <Tabs
            name="phone"
            stretch
            label={shell.landmarks.tabs}
            tabs={PHONE_TABS.map((id) => ({ id, label: shell.tabs[id] }))}
            value={tab}
            onChange={choose}
          />
        </div>
        <div {...tabPanelProps('phone', tab)} className={styles.panel}>
          <ErrorBoundary key={tab}>
            <Panel tab={tab} />
          </ErrorBoundary>
        </div>
      </main>
      <BottomBar onFile={onFile} />
    </>
  );
}
