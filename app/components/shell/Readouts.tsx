// Step, speed and time, as an instrument shows them: the figure, and under it what it counts.

import { useStore } from 'zustand';
import { formatCount, formatDuration, formatMeasure, formatShort } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import styles from './Readouts.module.css';

interface ReadoutProps {
  readonly value: string;
  readonly unit: string;
  readonly help?: string;
  readonly id?: string;
}

export function Readout({ value, unit, help, id }: ReadoutProps) {
  return (
    <div className={styles.readout} title={help} data-readout={id}>
      <dd className={styles.value}>{value}</dd>
      <dt className={styles.unit}>{unit}</dt>
    </div>
  );
}

export function StepReadout() {
  const { stores } = useApp();
  const step = useStore(stores.run, (state) => state.step);
  const { shell } = useTexts();
  return <Readout id="step" value={formatCount(step)} unit={shell.step} />;
}

export function Readouts() {
  const { stores } = useApp();
  const kind = useStore(stores.run, ({ run }) => run?.data.kind ?? 'images');
  const rate = useStore(stores.run, ({ imagesPerSecond }) => imagesPerSecond);
  const steps = useStore(stores.run, ({ stepsPerSecond }) => stepsPerSecond);
  const seconds = useStore(stores.run, ({ trainingSeconds }) => Math.floor(trainingSeconds));
  const { shell } = useTexts();
  return (
    <dl className={styles.readouts}>
      <StepReadout />
      <Readout
        id="rate"
        value={rate > 0 ? formatShort(rate) : '–'}
        unit={shell.imagesPerSecond(kind)}
        help={`${formatMeasure(steps)} ${shell.stepsPerSecond}`}
      />
      <Readout
        id="elapsed"
        value={formatDuration(seconds)}
        unit={shell.elapsed}
        help={shell.elapsedHelp}
      />
    </dl>
  );
}
