// What a run is and offers, as plain data: the trainer says it, the wire carries it, the page draws it.

import type { ExperimentConfig } from './config';
import type { DataInfo } from './data';
import type { LatentControl } from './latents';
import type { ChangeMark, SeriesBlock, SeriesSpec } from './series';
import type { ViewSpec } from './views';

/** Which players a step trains. */
export type StepPlayers = 'both' | 'd' | 'g';

/** A network, for the diagram and the table of layers. */
export interface NetworkSummary {
  /** `G`, `D`, … */
  readonly name: string;
  readonly parameters: number;
  readonly layers: readonly {
    readonly name: string;
    readonly kind: string;
    /** Without the batch axis. */
    readonly outputShape: readonly number[];
    readonly parameters: number;
    /** Multiply-accumulates per sample, forward. */
    readonly macs: number;
  }[];
}

export interface TrainerDescription {
  readonly config: ExperimentConfig;
  readonly data: DataInfo;
  readonly step: number;
  readonly imagesSeen: number;
  readonly networks: readonly NetworkSummary[];
  readonly latents: readonly LatentControl[];
  readonly series: readonly SeriesSpec[];
  readonly views: readonly ViewSpec[];
  readonly memoryMegabytes: number;
  /** Filled when the run was restored. */
  readonly history: SeriesBlock;
  readonly marks: readonly ChangeMark[];
}
