// A library whose trainers only count, on a clock that moves only when they say so: for tests of the session and its loop.
// It checks what the real one could not survive: use from two sides at once, and use after disposal.

import type { ExperimentConfig } from '../../../lib/schema/config';
import { PlaygroundError } from '../../../lib/schema/errors';
import type { FeatureSummary } from '../../../lib/schema/metrics';
import type { SeriesBlock } from '../../../lib/schema/series';
import type { ViewData } from '../../../lib/schema/views';
import type { DeviceKind } from '../pacer';
import type { RunDescription } from '../protocol';
import type {
  FeatureSlices,
  HealthWatch,
  MeasureRequest,
  MeasureSlices,
  RunLibrary,
  RunPrograms,
  RunTrainer,
} from '../run-trainer';

export const CONFIG: ExperimentConfig = {
  version: 1,
  seed: 1,
  data: { kind: 'builtin', id: 'ring', params: {} },
  architecture: 'fake',
  params: {},
};

/** Milliseconds that each piece of work takes. */
export interface FakeCosts {
  step: number;
  /** On top of the device's own time. */
  readBack: number;
  view: number;
  /** Of one slice. */
  measure: number;
  look: number;
  /** What a step leaves to do for a device with a queue. */
  device: number;
  /** Until all programs of a step are there. */
  compile: number;
}

export class FakeLibrary implements RunLibrary {
  readonly costs: FakeCosts = {
    step: 10,
    readBack: 1,
    view: 5,
    measure: 15,
    look: 2,
    device: 0,
    compile: 0,
  };
  device: DeviceKind = 'immediate';
  time = 0;
  /** Moment at which the device will have done all that it was given. */
  deviceBusyUntil = 0;
  readonly trainers: FakeTrainer[] = [];
  backendStarts = 0;
  /** Measures that ran to their end or were given up. */
  measuresEnded = 0;
  /** Thrown by the next piece of work of that name. */
  readonly failures = new Map<string, Error>();
  /** Called in the middle of an asynchronous piece of work. */
  during: (work: string) => Promise<void> = () => new Promise((resolve) => setImmediate(resolve));

  fail(work: string): void {
    const failure = this.failures.get(work);
    this.failures.delete(work);
    if (failure) throw failure;
  }

  async startBackend() {
    await this.during('startBackend');
    this.fail('startBackend');
    this.backendStarts += 1;
    return {
      report: { chosen: 'cpu', software: false, adapter: '', considered: [] },
      device: this.device,
    } as const;
  }

  async create(): Promise<FakeTrainer> {
    await this.during('create');
    this.fail('create');
    return new FakeTrainer(this, 0);
  }

  async restore(bytes: Uint8Array): Promise<FakeTrainer> {
    await this.during('restore');
    this.fail('restore');
    return new FakeTrainer(this, bytes[0] ?? 0);
  }

  async *measure(trainer: FakeTrainer, { ids, of }: MeasureRequest): MeasureSlices {
    const { step } = trainer;
    try {
      for (let slice = 1; slice < 10; slice++) {
        await this.during('measure');
        this.fail('measure');
        this.time += this.costs.measure;
        yield slice / 10;
      }
      const measured = ids.map((id) => ({ kind: 'missing', id, needs: [] }) as const);
      return { step, of, measured };
    } finally {
      this.measuresEnded += 1;
    }
  }

  async *trainFeatures(): FeatureSlices {
    for (let slice = 1; slice < 10; slice++) {
      await this.during('trainFeatures');
      this.fail('trainFeatures');
      this.time += this.costs.measure;
      yield slice / 10;
    }
    return { name: 'own', dims: 4, classes: ['a', 'b'], accuracy: { share: 1, images: 10 } };
  }

  async loadFeatures(name: string): Promise<FeatureSummary> {
    await this.during('loadFeatures');
    this.fail('loadFeatures');
    return { name, dims: 4, classes: [], accuracy: null };
  }

  healthOf(trainer: FakeTrainer): HealthWatch {
    return {
      observe: async () => {
        await this.during('look');
        this.fail('look');
        this.time += this.costs.look;
        return { step: trainer.step, findings: [], judged: [], notJudged: [] };
      },
    };
  }

  async compileAhead(trainer: FakeTrainer): Promise<RunPrograms> {
    await trainer.save();
    await this.during('compileAhead');
    this.fail('compileAhead');
    const readyAt = this.time + this.costs.compile;
    const total = this.costs.compile > 0 ? 10 : 0;
    const part = (factor: number): number =>
      total &&
      Math.min(total, Math.floor(factor * (1 + (this.time - readyAt) / this.costs.compile)));
    return {
      picture: { total, done: () => part(2 * total) },
      step: { total, done: () => part(total) },
    };
  }

  get alive(): readonly FakeTrainer[] {
    return this.trainers.filter(({ disposed }) => !disposed);
  }
}

export class FakeTrainer implements RunTrainer {
  readonly #library: FakeLibrary;
  step: number;
  disposed = false;
  #busy: string | null = null;
  #pending: number[] = [];
  #goodStep: number;

  constructor(library: FakeLibrary, step: number) {
    this.#library = library;
    this.step = step;
    this.#goodStep = step;
    library.trainers.push(this);
  }

  get imagesSeen(): number {
    return 4 * this.step;
  }

  get pendingSteps(): number {
    return this.#pending.length;
  }

  /** Steps that a device with a queue has not done yet. */
  get stepsOnDevice(): number {
    const { deviceBusyUntil, time, costs } = this.#library;
    return costs.device === 0 ? 0 : Math.max(0, deviceBusyUntil - time) / costs.device;
  }

  #enter(work: string): void {
    if (this.disposed) throw new Error(`${work} of a disposed trainer`);
    if (this.#busy) throw new Error(`${work} during ${this.#busy}`);
  }

  async #slowly<T>(work: string, costMs: number, result: () => T): Promise<T> {
    this.#enter(work);
    this.#busy = work;
    try {
      await this.#library.during(work);
      this.#library.time = Math.max(this.#library.time, this.#library.deviceBusyUntil) + costMs;
      this.#library.fail(work);
      return result();
    } finally {
      this.#busy = null;
    }
  }

  describe(): Omit<RunDescription, 'runId'> {
    return {
      config: CONFIG,
      data: { kind: 'points', dim: 2, extent: 3, hasDensity: true, modes: 8 },
      step: this.step,
      imagesSeen: this.imagesSeen,
      networks: [],
      latents: [],
      series: [],
      views: [
        { id: 'look', kind: 'images', label: '', help: '', placement: 'explore', args: {} },
        { id: 'samples', kind: 'images', label: '', help: '', placement: 'stage', args: {} },
      ],
      memoryMegabytes: 1,
      history: { steps: new Int32Array(0), values: {} },
      marks: [],
    };
  }

  runStep(): void {
    this.#enter('runStep');
    this.#library.fail('runStep');
    const { costs } = this.#library;
    this.#library.time += costs.step;
    this.#library.deviceBusyUntil =
      Math.max(this.#library.deviceBusyUntil, this.#library.time) + costs.device;
    this.step += 1;
    this.#pending.push(this.step);
  }

  async flush(): Promise<SeriesBlock> {
    return this.#slowly('flush', this.#library.costs.readBack, () => {
      const steps = Int32Array.from(this.#pending);
      this.#pending = [];
      this.#goodStep = this.step;
      return { steps, values: { loss: Float32Array.from(steps) } };
    }).catch((error: unknown) => {
      if (error instanceof PlaygroundError && error.code === 'run.diverged') {
        this.step = this.#goodStep;
        this.#pending = [];
      }
      throw error;
    });
  }

  update(): [] {
    this.#enter('update');
    this.#library.fail('update');
    return [];
  }

  async view(id: string): Promise<ViewData> {
    return this.#slowly('view', this.#library.costs.view, () => {
      if (id !== 'samples' && id !== 'look') {
        throw new PlaygroundError('config.unknownChoice', { key: 'view', value: id, allowed: [] });
      }
      return { kind: 'table', columns: [], rows: [[id, this.step]] };
    });
  }

  async generate(): Promise<ViewData> {
    return this.#slowly('generate', 1, () => ({ kind: 'table', columns: [], rows: [] }));
  }

  latents(): readonly (readonly number[])[] {
    this.#enter('latents');
    return [];
  }

  async save(): Promise<Uint8Array> {
    return this.#slowly('save', 1, () => Uint8Array.of(this.step));
  }

  dispose(): void {
    this.#enter('dispose');
    this.disposed = true;
  }
}
