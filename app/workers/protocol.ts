// The whole wire between page and training worker, in one file: requests with their answers, events, and nothing else.
// Every answer is correlated by id; every event of a run carries its runId, so that a late one of an old run is dropped.
// Arrays travel as transferables. The worker sends the next frame only after `frameTaken`.

import type { Catalog } from '../../lib/schema/catalog';
import type { ExperimentConfig } from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';
import type { WireError } from '../../lib/schema/errors';
import type { HealthReport } from '../../lib/schema/health';
import type { GenerateOptions, LatentRequest } from '../../lib/schema/latents';
import type {
  FeatureChoice,
  FeatureSummary,
  MeasureOf,
  MeasureReport,
} from '../../lib/schema/metrics';
import type { ParamRecord } from '../../lib/schema/params';
import type { StepPlayers, TrainerDescription } from '../../lib/schema/run';
import type { ChangeMark, SeriesBlock } from '../../lib/schema/series';
import type { GivenPicture, ViewData } from '../../lib/schema/views';
import type { BackendName, BackendReport } from '../../lib/tfjs/backends';
import type { Preparation } from './preparation';

export type BackendPreference = BackendName | 'auto';

/** What a created or restored run is and offers. */
export interface RunDescription extends TrainerDescription {
  readonly runId: number;
}

/** A user's own file; `path` holds the folder for folder drops, `name` alone otherwise. */
export interface OwnFile {
  readonly path: string;
  readonly file: File;
}

/** What takes its time beside training. */
export type MeasuringTask = MeasureOf | 'classifier';

export interface Requests {
  /** Everything the library offers; answered before TensorFlow.js has a backend. */
  describe: { params: object; result: Catalog };
  /** Chooses and starts a backend; a running model is carried over. */
  startBackend: { params: { preference: BackendPreference }; result: BackendReport };
  /** For each architecture, null or the reason why it cannot train on these data. */
  accepts: { params: { data: DataRef }; result: Readonly<Record<string, string | null>> };
  /** A picture of real data: images or a field without D. */
  preview: { params: { data: DataRef; count: number }; result: ViewData };
  /** Builds an untrained model; replaces the run there was. */
  create: { params: { config: ExperimentConfig }; result: RunDescription };
  /** Trains until `pause`. */
  start: { params: { runId: number }; result: null };
  /** Answers once no step is in progress, with the step reached. */
  pause: { params: { runId: number }; result: { step: number } };
  /** A single step of the named players while paused; none if a pause comes while it is being prepared. */
  step: { params: { runId: number; players: StepPlayers }; result: { step: number } };
  /** Changes live settings at the next step; others are refused with config.notLive. */
  update: {
    params: { runId: number; params: ParamRecord };
    result: { mark: readonly ChangeMark[] };
  };
  /** A picture of the run, on demand. */
  view: {
    params: { runId: number; id: string; args: ParamRecord; picture: GivenPicture | null };
    result: ViewData;
  };
  /** What the stage shows from now on; one frame follows at once. */
  stage: { params: { runId: number; id: string; args: ParamRecord }; result: null };
  /** Samples for points in latent space: images, or a field view with one cloud. */
  generate: {
    params: { runId: number; latents: LatentRequest; options: GenerateOptions };
    result: ViewData;
  };
  /** The z behind a latent request, row by row. */
  latents: {
    params: { runId: number; latents: LatentRequest };
    result: readonly (readonly number[])[];
  };
  /** Takes measures while training goes on; null when another one or `cancelMeasure` ended it. */
  measure: {
    params: { runId: number; ids: readonly string[]; of: MeasureOf; features: FeatureChoice };
    result: MeasureReport | null;
  };
  /** Reads a person's feature weights; measures may choose them from then on. */
  loadFeatures: { params: { name: string; file: Blob }; result: FeatureSummary };
  /** Trains a classifier on the run's own data while training goes on; null when a measure or `cancelMeasure` ended it. */
  trainFeatures: { params: { runId: number }; result: FeatureSummary | null };
  cancelMeasure: { params: object; result: null };
  /** The whole run as one safetensors file. */
  save: { params: { runId: number }; result: Uint8Array };
  /** Reads a saved run. Own data must have been loaded before (data.missing otherwise). */
  restore: { params: { bytes: Uint8Array }; result: RunDescription };
  /** Decodes a user's files; the set stays in the worker under its fingerprint. */
  loadOwnData: {
    params: { files: readonly OwnFile[]; size: 28 | 32 | 64 };
    result: { data: DataRef; notes: readonly string[] };
  };
  /** An own set as one block of bytes for the browser's storage, and back. */
  exportOwnData: { params: { sha256: string }; result: Uint8Array };
  importOwnData: { params: { bytes: Uint8Array }; result: { data: DataRef } };
  /** Stops the decoding or drawing in progress. */
  cancelLoading: { params: object; result: null };
}

export type RequestKind = keyof Requests;

export type RequestMessage = {
  [K in RequestKind]: {
    readonly type: 'request';
    readonly id: number;
    readonly kind: K;
    readonly params: Requests[K]['params'];
  };
}[RequestKind];

/** The page has drawn the last frame and can take another. */
export interface FrameTaken {
  readonly type: 'frameTaken';
}

/** The first message: what the worker cannot know by itself. */
export interface Hello {
  readonly type: 'hello';
  /** Absolute URL below which `datasets/` lies; the worker's own script is somewhere else. */
  readonly baseUrl: string;
  /** Ids of runs count from here, so that no replacement of a worker repeats the ids of the one before. */
  readonly firstRunId: number;
}

export type PageMessage = Hello | RequestMessage | FrameTaken;

export type RunStatus =
  | { readonly kind: 'paused' }
  /** About to train, once the programs of a step are compiled; `pause` ends it. */
  | ({ readonly kind: 'preparing' } & Preparation)
  | { readonly kind: 'training' }
  /** Stopped by an error; the last good state is kept and can be resumed, saved or reset. */
  | { readonly kind: 'stopped'; readonly error: WireError };

export interface WorkerEvents {
  series: {
    runId: number;
    block: SeriesBlock;
    imagesSeen: number;
    stepsPerSecond: number;
    imagesPerSecond: number;
  };
  frame: { runId: number; step: number; view: ViewData };
  status: { runId: number; status: RunStatus; step: number };
  /** What a look at the run found, now and then while it trains. */
  health: { runId: number; report: HealthReport };
  /** The share done of the measures under way, or of their classifier's training, in [0, 1]. */
  measuring: { runId: number; of: MeasuringTask; share: number };
  /** Of decoding, drawing, downloading or starting a backend; `done === total` ends it. */
  progress: { task: 'data' | 'backend'; label: string; done: number; total: number };
  /** The graphics device is gone or its numbers cannot be trusted; the worker must be replaced. */
  deviceLost: { error: WireError };
}

export type WorkerEventKind = keyof WorkerEvents;

export type EventMessage = {
  [K in WorkerEventKind]: {
    readonly type: 'event';
    readonly kind: K;
    readonly payload: Readonly<WorkerEvents[K]>;
  };
}[WorkerEventKind];

export type ReplyMessage =
  | { readonly type: 'reply'; readonly id: number; readonly ok: true; readonly result: unknown }
  | { readonly type: 'reply'; readonly id: number; readonly ok: false; readonly error: WireError };

export type WorkerMessage = EventMessage | ReplyMessage;
