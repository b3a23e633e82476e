// The page: a bar, three columns, and dialogs over them; on a phone the stage on top and the rest as tabs under it.

import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import styles from './App.module.css';
import { OwnDataDrop } from './components/data/OwnDataDrop';
import { FileDialog } from './components/dialogs/FileDialog';
import { HelpDialog } from './components/dialogs/HelpDialog';
import { Notices } from './components/dialogs/Notices';
import { Explore } from './components/explore/Explore';
import { Recipe } from './components/recipe/Recipe';
import { ErrorBoundary } from './components/shell/ErrorBoundary';
import { InsecureLine } from './components/shell/InsecureLine';
import { PhoneLayout } from './components/shell/PhoneLayout';
import { SpokenStatus } from './components/shell/SpokenStatus';
import { Stage } from './components/shell/Stage';
import { experimentName, TopBar } from './components/shell/TopBar';
import { useDocumentLook } from './components/shell/use-document-look';
import { useMedia } from './components/shell/use-media';
import { useShortcuts } from './components/shell/use-shortcuts';
import { Timeline } from './components/timeline/Timeline';
import { TextsProvider, useTexts } from './i18n/use-texts';
import { useApp } from './state/app-context';

/** Narrower than this the columns become tabs. */
const PHONE = '(width < 47.5rem)';

type Open = 'help' | 'file' | null;

function Columns({ folded }: { readonly folded: boolean }) {
  const { stores, actions } = useApp();
  const tab = useStore(stores.view, (state) => state.tab);
  const { shell } = useTexts();
  return (
    <div className={folded ? styles.columnsFolded : styles.columns}>
      {!folded && (
        <section className={styles.recipe} aria-label={shell.landmarks.recipe}>
          <ErrorBoundary>
            <Recipe />
          </ErrorBoundary>
        </section>
      )}
      <main className={styles.stage}>
        <ErrorBoundary>
          <Stage fit="contain" />
        </ErrorBoundary>
        <ErrorBoundary>
          <Timeline />
        </ErrorBoundary>
      </main>
      <section className={styles.explore} aria-label={shell.landmarks.explore}>
        <ErrorBoundary>
          <Explore tab={tab} onTab={actions.setTab} />
        </ErrorBoundary>
      </section>
    </div>
  );
}

function Page() {
  const { stores, actions } = useApp();
  const texts = useTexts();
  const phone = useMedia(PHONE);
  const { theme, projector } = useStore(stores.view);
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const draft = useStore(stores.experiment, (state) => state.draft);
  const [open, setOpen] = useState<Open>(null);
  const [folded, setFolded] = useState(projector);
  useEffect(() => setFolded(projector), [projector]);
  useDocumentLook({
    language: texts.language,
    theme,
    projector,
    title:
      draft === null
        ? texts.shell.brand
        : `${experimentName(texts, catalog, draft)} – ${texts.shell.brand}`,
  });
  useShortcuts({
    toggle: actions.togglePlay,
    step: () => actions.step('both'),
    stepD: () => actions.step('d'),
    stepG: () => actions.step('g'),
    reset: () => actions.reset({ seed: 'same' }),
    undo: actions.undo,
    redo: actions.redo,
    save: actions.saveRun,
    open: () => setOpen('file'),
    projector: () => actions.setProjector(!projector),
    help: () => setOpen('help'),
  });
  return (
    <div className={styles.page}>
      <a className={styles.skip} href="#stage">
        {texts.shell.skipToStage}
      </a>
      <TopBar
        compact={phone}
        onHelp={() => setOpen('help')}
        onFile={() => setOpen('file')}
        recipe={phone ? null : { folded, onToggle: () => setFolded(!folded) }}
      />
      <InsecureLine />
      {phone ? <PhoneLayout onFile={() => setOpen('file')} /> : <Columns folded={folded} />}
      <SpokenStatus />
      <Notices />
      <OwnDataDrop
        load={actions.loadOwnFiles}
        cancel={actions.cancelLoading}
        onChosen={actions.setData}
        onRunFile={actions.openRun}
      />
      {open === 'help' && <HelpDialog onClose={() => setOpen(null)} />}
      {open === 'file' && <FileDialog onClose={() => setOpen(null)} />}
    </div>
  );
}

export function App() {
  const { stores } = useApp();
  const language = useStore(stores.view, (state) => state.language);
  return (
    <TextsProvider language={language}>
      <Page />
    </TextsProvider>
  );
}
