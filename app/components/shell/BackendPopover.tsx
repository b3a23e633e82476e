// Where the training runs, why not somewhere faster, and the choice of another place.

import { useStore } from 'zustand';
import type { BackendName, BackendReport, ConsideredBackend } from '../../../lib/tfjs/backends';
import type { Texts } from '../../i18n/texts';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { isSettled } from '../../state/run-store';
import { Button } from '../controls/Button';
import { classNames } from '../controls/class-names';
import { Popover } from '../controls/Popover';
import styles from './BackendPopover.module.css';

function reasonText({ shell }: Texts, considered: ConsideredBackend): string {
  const { reasons, chosen, onDevice } = shell.backend;
  if (considered.reason !== null) return reasons[considered.reason];
  return considered.detail === '' ? chosen : onDevice(considered.detail);
}

function Entry(props: {
  readonly considered: ConsideredBackend;
  readonly report: BackendReport;
  readonly onChoose: ((backend: BackendName) => void) | null;
}) {
  const { considered, report, onChoose } = props;
  const texts = useTexts();
  const { backend } = texts.shell;
  const inUse = considered.backend === report.chosen;
  return (
    <li className={styles.entry}>
      <span className={classNames(styles.dot, inUse && styles.inUse)} aria-hidden="true" />
      <div className={styles.words}>
        <p className={styles.name}>
          {backend.names[considered.backend]}
          {inUse && report.software && <span className={styles.soft}> {backend.software}</span>}
        </p>
        <p className={styles.reason}>
          {reasonText(texts, considered)}
          {considered.trial !== undefined && ` ${backend.trial(considered.trial)}`}
        </p>
        {considered.reason !== null && considered.detail !== '' && (
          <p className={styles.detail} lang="en">
            {considered.detail}
          </p>
        )}
      </div>
      {!inUse && onChoose && (
        <Button
          onPress={() => onChoose(considered.backend)}
          help={`${backend.names[considered.backend]}: ${backend.chooseHelp}`}
        >
          {backend.choose}
          <span className="spoken"> {backend.names[considered.backend]}</span>
        </Button>
      )}
    </li>
  );
}

export function BackendPopover({ side = 'below' }: { readonly side?: 'below' | 'above' }) {
  const { stores, actions } = useApp();
  const report = useStore(stores.run, (state) => state.backend);
  const free = useStore(stores.run, isSettled);
  const { shell } = useTexts();
  const { backend } = shell;
  return (
    <Popover
      label={backend.heading}
      side={side}
      trigger={(props) => (
        <button type="button" className={styles.trigger} {...props}>
          <span className={styles.chosen}>
            {report === null ? '…' : backend.shortNames[report.chosen]}
          </span>
          <span className={styles.why}>
            <span className="spoken">{backend.label}: </span>
            {backend.why}
          </span>
        </button>
      )}
    >
      {(close) => (
        <div className={styles.panel}>
          <h2 className={styles.heading}>{backend.heading}</h2>
          {report === null ? (
            <p className={styles.reason}>{backend.pending}</p>
          ) : (
            <ul className={styles.list}>
              {report.considered.map((considered) => (
                <Entry
                  key={considered.backend}
                  considered={considered}
                  report={report}
                  onChoose={
                    free
                      ? (name) => {
                          close();
                          actions.chooseBackend(name);
                        }
                      : null
                  }
                />
              ))}
            </ul>
          )}
          {free && (
            <Button
              kind="quiet"
              onPress={() => {
                close();
                actions.chooseBackend('auto');
              }}
            >
              {backend.automatic}
            </Button>
          )}
        </div>
      )}
    </Popover>
  );
}
