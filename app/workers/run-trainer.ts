// What a session needs of lib/gan's Trainer and of the library around it. The session is written against these so that it
// can be tested with a trainer that takes no time and whose numbers are known.

import type { ExperimentConfig } from '../../lib/schema/config';
import type { HealthReport } from '../../lib/schema/health';
import type { GenerateOptions, LatentRequest } from '../../lib/schema/latents';
import type {
  FeatureChoice,
  FeatureSummary,
  MeasureOf,
  MeasureReport,
} from '../../lib/schema/metrics';
import type { ParamRecord } from '../../lib/schema/params';
import type { StepPlayers } from '../../lib/schema/run';
import type { ChangeMark, SeriesBlock } from '../../lib/schema/series';
import type { GivenPicture, ViewData } from '../../lib/schema/views';
import type { BackendReport } from '../../lib/tfjs/backends';
import type { Compilation } from '../../lib/tfjs/compile-ahead';
import type { DeviceKind } from './pacer';
import type { BackendPreference, RunDescription } from './protocol';

export interface RunTrainer {
  readonly step: number;
  readonly imagesSeen: number;
  readonly pendingSteps: number;
  describe(): Omit<RunDescription, 'runId'>;
  runStep(players: StepPlayers): void;
  /** @throws PlaygroundError run.diverged after going back to the last good state */
  flush(): Promise<SeriesBlock>;
  update(params: ParamRecord): readonly ChangeMark[];
  view(id: string, args: ParamRecord, picture?: GivenPicture | null): Promise<ViewData>;
  generate(latents: LatentRequest, options: GenerateOptions): Promise<ViewData>;
  latents(request: LatentRequest): readonly (readonly number[])[];
  save(): Promise<Uint8Array>;
  dispose(): void;
}

export interface StartedBackend {
  readonly report: BackendReport;
  readonly device: DeviceKind;
}

/** What a device compiles before a run can show itself and train. */
export interface RunPrograms {
  /** For the first view of the stage. */
  readonly picture: Compilation;
  /** For a step, those for the picture not counted again. */
  readonly step: Compilation;
}

export interface MeasureRequest {
  readonly ids: readonly string[];
  readonly of: MeasureOf;
  readonly features: FeatureChoice;
}

/** Each yields the share done. */
export type MeasureSlices = AsyncGenerator<number, MeasureReport, void>;
export type FeatureSlices = AsyncGenerator<number, FeatureSummary, void>;

export interface HealthWatch {
  observe(): Promise<HealthReport>;
}

export interface RunLibrary {
  /** @throws PlaygroundError backend.unavailable, the backend before going on */
  startBackend(preference: BackendPreference): Promise<StartedBackend>;
  /** Checks the config, opens its data, builds the model untrained on the current backend. */
  create(config: ExperimentConfig): Promise<RunTrainer>;
  /** Checks the file, opens its data, continues the run on the current backend. */
  restore(bytes: Uint8Array): Promise<RunTrainer>;
  measure(trainer: RunTrainer, request: MeasureRequest): MeasureSlices;
  /** Trains a classifier on the run's data. */
  trainFeatures(trainer: RunTrainer): FeatureSlices;
  /** @throws PlaygroundError features.malformed, the weights before going on */
  loadFeatures(name: string, file: Blob): Promise<FeatureSummary>;
  /** Looks at a run and says what is wrong with it; remembers its last looks. */
  healthOf(trainer: RunTrainer): HealthWatch;
  /** Starts compiling what this run needs; the run itself stays as it is. */
  compileAhead(trainer: RunTrainer): Promise<RunPrograms>;
}
