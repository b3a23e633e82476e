// Follows one run: takes a probe when asked, keeps the last few, and reports. It knows no clock and no schedule.

import type { HealthReport, SymptomId } from '../../schema/health';
import type { DataSource } from '../datasets/source';
import type { Matrix } from '../metrics/matrix';
import type { Trainer } from '../training/trainer';
import { assess } from './assess';
import {
  classesAsked,
  type HealthEvidence,
  type Probe,
  realSamples,
  type TrainingRows,
  takeProbe,
  trainingRows,
} from './probe';

/** Steps between two looks that the detectors were tried with. */
export const STEPS_PER_PROBE = 50;
const KEPT = 10;

export class HealthMonitor {
  readonly #trainer: Trainer;
  readonly #source: DataSource;
  readonly #real: Matrix;
  readonly #classes: HealthEvidence['classes'];
  readonly #training: TrainingRows | null;
  #probes: Probe[] = [];
  #foundBefore: ReadonlySet<SymptomId> = new Set();

  constructor(trainer: Trainer, source: DataSource) {
    this.#trainer = trainer;
    this.#source = source;
    const real = realSamples(source, trainer.config.seed);
    const asked = classesAsked(trainer);
    this.#real = real.rows;
    this.#classes =
      real.classes === null || asked === null ? null : { real: real.classes, generated: asked };
    this.#training = trainingRows(source);
  }

  /** Looks at the run now; about the cost of generating a batch. */
  async observe(): Promise<HealthReport> {
    const probe = await takeProbe(this.#trainer);
    // A run that went back has no memory of what came after.
    this.#probes = [...this.#probes.filter(({ step }) => step < probe.step), probe].slice(-KEPT);
    const [first, ...others] = this.#probes;
    if (first === undefined) throw new Error('a probe was taken and is not there');
    const report = assess({
      params: this.#trainer.config.params,
      kind: this.#source.kind,
      history: this.#trainer.history,
      probes: [first, ...others],
      real: this.#real,
      training: this.#training,
      classes: this.#classes,
    });
    // One look may be a fluke; a symptom is what two looks in a row have found.
    const before = this.#foundBefore;
    this.#foundBefore = new Set(report.findings.map(({ symptom }) => symptom));
    return { ...report, findings: report.findings.filter(({ symptom }) => before.has(symptom)) };
  }
}
