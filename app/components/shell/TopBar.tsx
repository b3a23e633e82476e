// The bar over the page: what runs, how far it is, and everything that acts on the whole.

import { useStore } from 'zustand';
import type { Catalog } from '../../../lib/schema/catalog';
import type { ExperimentConfig } from '../../../lib/schema/config';
import type { Texts } from '../../i18n/texts';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { BackendPopover } from './BackendPopover';
import { HistoryButtons } from './HistoryButtons';
import { Readouts } from './Readouts';
import { SeedField } from './SeedField';
import styles from './TopBar.module.css';
import { PlayButton, ResetButtons, StepButtons } from './Transport';
import { LanguageButton, ProjectorButton, ThemeButton } from './ViewButtons';

/** Such as "DCGAN on Digits". */
export function experimentName(
  { shell, localise }: Texts,
  catalog: Catalog | null,
  config: ExperimentConfig | null,
): string {
  if (catalog === null || config === null) return shell.noExperiment;
  const architecture = catalog.architectures.find(({ id }) => id === config.architecture);
  const { data } = config;
  const dataName =
    data.kind === 'builtin'
      ? localise(catalog.datasets.find(({ id }) => id === data.id)?.label ?? data.id)
      : data.kind === 'drawn'
        ? shell.drawnData
        : data.name;
  return shell.experimentName(localise(architecture?.label ?? config.architecture), dataName);
}

export interface TopBarProps {
  readonly compact: boolean;
  readonly onHelp: () => void;
  readonly onFile: () => void;
  /** Of the recipe column; null where there is none to fold. */
  readonly recipe: { readonly folded: boolean; readonly onToggle: () => void } | null;
}

export function TopBar({ compact, onHelp, onFile, recipe }: TopBarProps) {
  const { stores, actions } = useApp();
  const texts = useTexts();
  const { shell } = texts;
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const draft = useStore(stores.experiment, (state) => state.draft);
  return (
    <header className={styles.bar}>
      <div className={styles.name}>
        {recipe && (
          <IconButton
            label={recipe.folded ? shell.unfoldRecipe : shell.foldRecipe}
            expanded={!recipe.folded}
            onPress={recipe.onToggle}
          >
            <Icon name="panelLeft" />
          </IconButton>
        )}
        <div className={styles.titles}>
          <p className={styles.brand}>{shell.brand}</p>
          <h1 className={styles.experiment}>{experimentName(texts, catalog, draft)}</h1>
        </div>
      </div>
      {!compact && (
        <>
          <div className={styles.group}>
            <PlayButton />
            <StepButtons />
            <ResetButtons />
          </div>
          <div className={styles.readouts}>
            <Readouts />
            <BackendPopover />
          </div>
          <div className={styles.group}>
            <SeedField />
            <HistoryButtons />
          </div>
        </>
      )}
      <div className={styles.tools}>
        {!compact && (
          <>
            <IconButton label={shell.copyLink} onPress={actions.copyLink}>
              <Icon name="link" />
            </IconButton>
            <IconButton label={shell.fileMenu} help={texts.dialogs.file.heading} onPress={onFile}>
              <Icon name="save" />
            </IconButton>
          </>
        )}
        <LanguageButton />
        <ThemeButton />
        {!compact && <ProjectorButton />}
        <IconButton label={shell.help} onPress={onHelp} shortcut="?">
          <Icon name="help" />
        </IconButton>
      </div>
    </header>
  );
}
