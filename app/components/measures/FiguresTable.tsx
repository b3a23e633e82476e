// The figures as people read them: the newest beside the one before, what real data and noise score, and the course so far.

import { useStore } from 'zustand';
import type { MeasureReport, MetricEntry, ReportedMeasure } from '../../../lib/schema/metrics';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { classNames } from '../controls/class-names';
import { ClassCoverage, classSharesOf } from './ClassCoverage';
import { ConfusionTable } from './ConfusionTable';
import { figureText, spreadText } from './figure-text';
import styles from './MeasuresPanel.module.css';
import { Standing } from './Standing';

type Unit = MetricEntry['unit'];
type Measured = ReportedMeasure & { readonly kind: 'measured' };

function measuredIn(report: MeasureReport | null | undefined, id: string): Measured | null {
  const found = report?.measured.find((measure) => measure.id === id);
  return found?.kind === 'measured' ? found : null;
}

/** On other features it would be another number, with which nothing can be compared. */
const onFeatures = (measured: Measured | null, features: string | null): Measured | null =>
  measured?.features === features ? measured : null;

const SPARK = { width: 64, height: 18 } as const;

/** The course as a line; the table says the same in numbers. */
function Spark({ values }: { readonly values: readonly number[] }) {
  if (values.length < 2) return null;
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const points = values.map((value, i) => {
    const x = (i / (values.length - 1)) * SPARK.width;
    const y = high > low ? (1 - (value - low) / (high - low)) * SPARK.height : SPARK.height / 2;
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return (
    <svg className={styles.spark} viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} aria-hidden="true">
      <polyline points={points.join(' ')} />
    </svg>
  );
}

/** Shares or values of the parts as small bars, such as how often each class was seen. */
function Parts({ measured, unit }: { readonly measured: Measured; readonly unit: Unit }) {
  const { localise } = useTexts();
  const largest = Math.max(...measured.parts.map(({ value }) => Math.abs(value ?? 0)), 1e-12);
  return (
    <div className={styles.parts}>
      {measured.parts.map(({ label, value }) => (
        <div key={label} className={styles.part}>
          <span>{localise(label)}</span>
          <span className={styles.partValue}>{figureText(value, unit)}</span>
          <span className={styles.partBar} aria-hidden="true">
            <span
              className={styles.partDone}
              style={{ display: 'block', width: `${(100 * Math.abs(value ?? 0)) / largest}%` }}
            />
          </span>
        </div>
      ))}
    </div>
  );
}

interface RowProps {
  readonly entry: MetricEntry;
  readonly reports: readonly MeasureReport[];
  readonly floor: MeasureReport | null;
  readonly noise: MeasureReport | null;
}

function Row({ entry, reports, floor, noise }: RowProps) {
  const { measures, localise } = useTexts();
  const { figures } = measures;
  const now = measuredIn(reports.at(-1), entry.id);
  const any = now ?? measuredIn(floor, entry.id) ?? measuredIn(noise, entry.id);
  const features = any?.features ?? null;
  const like = (report: MeasureReport | null | undefined): Measured | null =>
    onFeatures(measuredIn(report, entry.id), features);
  const course = reports.flatMap((report) => like(report)?.value ?? []);
  const { unit } = entry;
  const notes = [
    ...(features === null ? [] : [figures.features(localise(features))]),
    ...(unit === '' || unit === 'share' ? [] : [figures.units[unit]]),
    figures.better[entry.direction],
    ...(now?.tooFew ? [figures.tooFew] : []),
  ];
  const [before, ofNoise, ofReal] = [like(reports.at(-2)), like(noise), like(floor)];
  const text = (measured: Measured | null): string => figureText(measured?.value ?? null, unit);
  const spread = now?.spread ? spreadText(now.spread.standardDeviation, unit) : null;
  const ends = [now?.value, ofNoise?.value, ofReal?.value];
  const [value, worst, best] = ends.map((end) => end ?? null);
  const standing =
    value == null || worst == null || best == null ? null : (
      <Standing now={value} noise={worst} real={best} />
    );
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={5} title={`${localise(entry.help)} ${entry.citation}`}>
          {localise(entry.label)}
          <span className={styles.notes}>{notes.join(' · ')}</span>
        </th>
      </tr>
      <tr>
        <td className={classNames(styles.number, styles.now)}>{text(now)}</td>
        <td className={styles.number}>{text(before)}</td>
        <td className={styles.number}>{text(ofNoise)}</td>
        <td className={styles.number}>{text(ofReal)}</td>
        <td>
          <Spark values={course} />
        </td>
      </tr>
      {(spread !== null || standing !== null) && (
        <tr>
          <td className={classNames(styles.number, styles.spread)}>{spread}</td>
          <td colSpan={4}>{standing}</td>
        </tr>
      )}
      {now !== null &&
        now.parts.length > 1 &&
        now.confusion === null &&
        classSharesOf(now.parts).length === 0 && (
          <tr>
            <td colSpan={5}>
              <Parts measured={now} unit={unit} />
            </td>
          </tr>
        )}
    </tbody>
  );
}

export function FiguresTable() {
  const { stores } = useApp();
  const { measures, localise } = useTexts();
  const { figures } = measures;
  const { history, floor, noise } = useStore(stores.measures);
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const shown = (catalog?.metrics ?? []).filter(({ id }) =>
    [history.at(-1), floor, noise].some((report) => measuredIn(report, id) !== null),
  );
  if (shown.length === 0) return <p className={styles.faint}>{figures.none}</p>;
  const last = history.at(-1);
  const shares = shown
    .map(({ id }) => classSharesOf(measuredIn(last, id)?.parts ?? []))
    .find(({ length }) => length > 0);
  const confused = shown
    .map(({ id }) => measuredIn(last, id))
    .find((measured) => measured !== null && measured.confusion !== null);
  const missing = (catalog?.metrics ?? []).filter(({ id }) =>
    last?.measured.some((measure) => measure.kind === 'missing' && measure.id === id),
  );
  const rests = shown.some(({ id }) =>
    [last, floor, noise].some((report) => (measuredIn(report, id)?.features ?? null) !== null),
  );
  return (
    <div className={styles.results}>
      <div className={styles.scroll}>
        <table className={styles.figures}>
          <caption className="spoken">
            {figures.heading}
            {last !== undefined && `, ${figures.atStep(formatCount(last.step))}`}
          </caption>
          <thead>
            <tr>
              <th scope="col" className={styles.number}>
                <span className={styles.nowSwatch} aria-hidden="true" />
                {figures.value}
              </th>
              <th scope="col" className={styles.number}>
                {figures.before}
              </th>
              <th scope="col" className={styles.number}>
                <span className={styles.noiseSwatch} aria-hidden="true" />
                {figures.noiseColumn}
              </th>
              <th scope="col" className={styles.number}>
                <span className={styles.realSwatch} aria-hidden="true" />
                {figures.real}
              </th>
              <th scope="col">
                <span className="spoken">{figures.history}</span>
              </th>
            </tr>
          </thead>
          {shown.map((entry) => (
            <Row key={entry.id} entry={entry} reports={history} floor={floor} noise={noise} />
          ))}
        </table>
      </div>
      <p className={styles.faint}>
        {last !== undefined && figures.now(formatCount(last.step))}
        {rests && ` ${figures.proxy}`}
        {last !== undefined && (floor === null || noise === null) && ` ${figures.compare}`}
      </p>
      {missing.length > 0 && (
        <p className={styles.faint}>
          {figures.missing(missing.map(({ label }) => localise(label)))}
        </p>
      )}
      {shares !== undefined && <ClassCoverage shares={shares} />}
      {confused?.confusion && (
        <ConfusionTable
          classes={confused.parts.map(({ label }) => label)}
          counts={confused.confusion}
        />
      )}
    </div>
  );
}
