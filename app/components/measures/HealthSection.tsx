// What the last look at the run found: each finding with the numbers it rests on and the textbook remedy as one press.

import { useStore } from 'zustand';
import type { Finding, Observation } from '../../../lib/schema/health';
import type { ParamSpecs } from '../../../lib/schema/params';
import { formatCount, formatMeasure, formatSetting } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Button } from '../controls/Button';
import { classNames } from '../controls/class-names';
import { Icon } from '../controls/Icon';
import { paramText } from '../recipe/param-text';
import styles from './MeasuresPanel.module.css';

function ObservationRow({ observation }: { readonly observation: Observation }) {
  const { measures, localise } = useTexts();
  const { label, value, threshold, suspicious } = observation;
  return (
    <tr>
      <th scope="row">{localise(label)}</th>
      <td className={classNames(styles.number, styles.seen)}>{formatMeasure(value)}</td>
      <td className={styles.number}>{measures.health[suspicious](formatSetting(threshold))}</td>
    </tr>
  );
}

function Remedy({ finding, specs }: { readonly finding: Finding; readonly specs: ParamSpecs }) {
  const { actions } = useApp();
  const texts = useTexts();
  const { health } = texts.measures;
  const { remedy } = finding;
  if (remedy === null) return <p className={styles.faint}>{health.noRemedy}</p>;
  const changes = Object.entries(remedy).map(([key, value]) => {
    const spec = specs[key];
    return `${spec === undefined ? key : texts.localise(spec.label)} → ${paramText(texts, spec, value)}`;
  });
  return (
    <div className={styles.controls}>
      <Button onPress={() => actions.applyRemedy(remedy)}>{health.apply}</Button>
      <span className={styles.faint}>{health.applyHelp(changes)}</span>
    </div>
  );
}

function FindingCard({ finding }: { readonly finding: Finding }) {
  const { stores } = useApp();
  const { measures, localise } = useTexts();
  const { health } = measures;
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const architecture = useStore(stores.run, ({ run }) => run?.config.architecture);
  const symptom = catalog?.symptoms.find(({ id }) => id === finding.symptom);
  const specs = catalog?.architectures.find(({ id }) => id === architecture)?.params ?? {};
  if (symptom === undefined) return null;
  return (
    <article className={styles.finding}>
      <header className={styles.findingHead}>
        <h4 className={styles.name}>
          <Icon name="warning" />
          {localise(symptom.label)}
        </h4>
        <span className={styles.sure}>
          {health.confidence(formatCount(Math.round(100 * finding.confidence)))}
        </span>
      </header>
      <p>{localise(symptom.help)}</p>
      <table className={styles.evidence}>
        <caption className="spoken">{health.evidence}</caption>
        <tbody>
          {finding.observations.map((observation) => (
            <ObservationRow key={observation.label} observation={observation} />
          ))}
        </tbody>
      </table>
      <p>
        <strong>{health.remedyHeading}:</strong> {localise(symptom.remedy)}
      </p>
      <Remedy finding={finding} specs={specs} />
    </article>
  );
}

export function HealthSection() {
  const { stores } = useApp();
  const report = useStore(stores.measures, (state) => state.health);
  const { health } = useTexts().measures;
  return (
    <section className={styles.section} aria-labelledby="health-heading">
      <header className={styles.head}>
        <h3 className={styles.heading} id="health-heading">
          {health.heading}
        </h3>
        <span className={styles.faint}>
          {report === null ? health.waiting : health.lookedAt(formatCount(report.step))}
        </span>
      </header>
      <div role="status" className={report?.findings.length === 0 ? styles.healthy : 'spoken'}>
        {report?.findings.length === 0 && <Icon name="check" />}
        {report !== null &&
          (report.findings.length === 0 ? health.healthy : health.found(report.findings.length))}
      </div>
      {report?.findings.map((finding) => (
        <FindingCard key={finding.symptom} finding={finding} />
      ))}
    </section>
  );
}
