// On a phone: what a thumb needs, always in reach.

import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { Popover } from '../controls/Popover';
import { BackendPopover } from './BackendPopover';
import styles from './BottomBar.module.css';
import { HistoryButtons } from './HistoryButtons';
import { StepReadout } from './Readouts';
import { SeedField } from './SeedField';
import { PlayButton, ResetButtons, StepButtons } from './Transport';

export function BottomBar({ onFile }: { readonly onFile: () => void }) {
  const { actions } = useApp();
  const { shell, controls, dialogs } = useTexts();
  return (
    <section className={styles.bar} aria-label={shell.landmarks.bar}>
      <PlayButton />
      <dl className={styles.readout}>
        <StepReadout />
      </dl>
      <StepButtons />
      <Popover
        label={controls.more}
        align="end"
        side="above"
        trigger={(props) => (
          <button type="button" className={styles.more} aria-label={controls.more} {...props}>
            <Icon name="more" />
          </button>
        )}
      >
        <div className={styles.sheet}>
          <div className={styles.row}>
            <ResetButtons />
            <HistoryButtons />
            <IconButton label={shell.copyLink} onPress={actions.copyLink}>
              <Icon name="link" />
            </IconButton>
            <IconButton label={shell.fileMenu} help={dialogs.file.heading} onPress={onFile}>
              <Icon name="save" />
            </IconButton>
          </div>
          <div className={styles.row}>
            <SeedField />
            <BackendPopover side="above" />
          </div>
        </div>
      </Popover>
    </section>
  );
}
