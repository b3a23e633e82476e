// How good the run is: choose measures, take them now or on a schedule, and compare with real data and with noise.

import { useStore } from 'zustand';
import type { DataInfo, DataKind } from '../../../lib/schema/data';
import { concernsKind } from '../../../lib/schema/metrics';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { chosenOf, SCHEDULES } from '../../state/measures-store';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { Disclosure } from '../controls/Disclosure';
import { FeaturesSection } from './FeaturesSection';
import { FiguresTable } from './FiguresTable';
import styles from './MeasuresPanel.module.css';

/** Below this share a guess of the time left is of no use. */
const GUESS_FROM = 0.05;

function Progress() {
  const { stores } = useApp();
  const { figures } = useTexts().measures;
  const busy = useStore(stores.measures, (state) => state.busy);
  if (busy === null) return null;
  const seconds = (performance.now() - busy.since) / 1000;
  const left = (seconds * (1 - busy.share)) / Math.max(busy.share, GUESS_FROM);
  const percent = Math.round(100 * busy.share);
  const what = figures.doing[busy.of];
  return (
    <div className={styles.section}>
      <div
        className={styles.bar}
        role="progressbar"
        aria-label={what}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
      >
        <div className={styles.done} style={{ width: `${percent}%` }} />
      </div>
      <span className={styles.faint}>
        {what} · {figures.progress(formatCount(percent))}
        {busy.share >= GUESS_FROM && ` · ${figures.left(formatCount(Math.ceil(left)))}`}
      </span>
    </div>
  );
}

function Chooser({ kind }: { readonly kind: DataKind }) {
  const { stores, actions } = useApp();
  const { measures, localise } = useTexts();
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const state = useStore(stores.measures);
  const entries = (catalog?.metrics ?? []).filter((entry) => concernsKind(entry, kind));
  const chosen = chosenOf(
    state,
    entries.map(({ id }) => id),
  );
  return (
    <Disclosure summary={measures.figures.choose}>
      <div className={styles.choices}>
        {entries.map(({ id, label, help, citation }) => (
          <label key={id} className={styles.choice} title={`${localise(help)} ${citation}`}>
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={(event) =>
                actions.chooseMetrics(
                  event.target.checked
                    ? [...chosen, id]
                    : chosen.filter((candidate) => candidate !== id),
                )
              }
            />
            <span>{localise(label)}</span>
          </label>
        ))}
      </div>
    </Disclosure>
  );
}

export function FiguresSection({ data }: { readonly data: DataInfo }) {
  const { stores, actions } = useApp();
  const { figures } = useTexts().measures;
  const busy = useStore(stores.measures, (state) => state.busy);
  const schedule = useStore(stores.measures, (state) => state.schedule);
  return (
    <section className={styles.section} aria-labelledby="figures-heading">
      <h3 className={styles.heading} id="figures-heading">
        {figures.heading}
      </h3>
      <div className={styles.controls}>
        {busy === null ? (
          <Button onPress={() => void actions.measure('generated')}>{figures.measure}</Button>
        ) : (
          <Button onPress={actions.cancelMeasure}>{figures.cancel}</Button>
        )}
        <div className={styles.schedule} title={figures.scheduleHelp}>
          <Choice
            label={figures.schedule}
            look="list"
            value={String(schedule)}
            options={SCHEDULES.map((steps) => ({
              id: String(steps),
              label: steps === 0 ? figures.never : figures.steps(formatCount(steps)),
            }))}
            onChange={(id) => {
              const steps = SCHEDULES.find((candidate) => String(candidate) === id);
              if (steps !== undefined) actions.scheduleMeasures(steps);
            }}
          />
        </div>
      </div>
      <div className={styles.controls}>
        <Button
          help={figures.floorHelp}
          disabled={busy !== null}
          onPress={() => void actions.measure('real')}
        >
          {figures.floor}
        </Button>
        <Button
          help={figures.noiseHelp}
          disabled={busy !== null}
          onPress={() => void actions.measure('noise')}
        >
          {figures.noise}
        </Button>
      </div>
      <Progress />
      <Chooser kind={data.kind} />
      {data.kind === 'images' && <FeaturesSection labelled={data.classes.length > 1} />}
      <FiguresTable />
    </section>
  );
}
