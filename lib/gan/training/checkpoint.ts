// A whole run as one safetensors file: config, step, random state, data cursor, variables, optimiser moments, EMA, curves
// and marks. Reading checks the file against the catalog before any model is built. What the tensors of a model must be
// called and measure is checked when they are put back.

import type { Catalog } from '../../schema/catalog';
import { type ExperimentConfig, parseConfig } from '../../schema/config';
import { PlaygroundError } from '../../schema/errors';
import { asRecord, type ParamValue, rejectUnknownKeys } from '../../schema/params';
import type { ChangeMark, SeriesBlock } from '../../schema/series';
import type { CursorState } from '../datasets/batches';
import { STREAM_NAMES, type StreamName, type StreamState } from '../rng';
import { decodeSafetensors, encodeSafetensors } from '../safetensors';

export const CHECKPOINT_FORMAT = 'gan-playground-run';
export const CHECKPOINT_VERSION = 1;

export interface SavedTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

export interface SavedRun {
  readonly config: ExperimentConfig;
  readonly step: number;
  readonly imagesSeen: number;
  readonly random: Readonly<Record<StreamName, StreamState>>;
  readonly cursor: CursorState;
  /** Updates per variable, by optimiser name. */
  readonly optimizerSteps: Readonly<Record<string, Readonly<Record<string, number>>>>;
  readonly marks: readonly ChangeMark[];
  readonly history: SeriesBlock;
  /** `G/…`, `D/…`, `optimizer/G/…`, `ema/G/…`. */
  readonly tensors: ReadonlyMap<string, SavedTensor>;
}

const SERIES_PREFIX = 'series/';
const SERIES_STEPS = 'series-steps';

/** The file of a run; equal runs give equal bytes. */
export function writeSavedRun(run: SavedRun): Uint8Array {
  const { config, step, imagesSeen, random, cursor, optimizerSteps, marks } = run;
  type Tensors = Parameters<typeof encodeSafetensors>[0]['tensors'];
  const tensors = new Map<string, Tensors extends ReadonlyMap<string, infer T> ? T : never>();
  for (const [name, { shape, values }] of run.tensors) {
    tensors.set(name, { dtype: 'F32', shape, data: values });
  }
  const length = run.history.steps.length;
  tensors.set(SERIES_STEPS, { dtype: 'I32', shape: [length], data: run.history.steps });
  for (const [id, values] of Object.entries(run.history.values)) {
    tensors.set(`${SERIES_PREFIX}${id}`, { dtype: 'F32', shape: [length], data: values });
  }
  return encodeSafetensors({
    tensors,
    metadata: {
      format: CHECKPOINT_FORMAT,
      version: String(CHECKPOINT_VERSION),
      config: JSON.stringify(config),
      state: JSON.stringify({ step, imagesSeen, random, cursor, optimizerSteps, marks }),
    },
  });
}

const malformed = (problem: string): PlaygroundError<'checkpoint.malformed'> =>
  new PlaygroundError('checkpoint.malformed', { problem });

function parseJson(text: string | undefined, what: string): unknown {
  if (text === undefined) throw malformed(`it has no ${what}`);
  try {
    return JSON.parse(text);
  } catch {
    throw malformed(`its ${what} is not JSON`);
  }
}

const count = (value: unknown, what: string): number => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw malformed(`${what} is not a count`);
  }
  return value;
};

const text = (value: unknown, what: string): string => {
  if (typeof value !== 'string') throw malformed(`${what} is not a text`);
  return value;
};

function parseRandom(raw: unknown): SavedRun['random'] {
  const given = asRecord(raw, 'The random state');
  rejectUnknownKeys(given, STREAM_NAMES);
  return Object.fromEntries(
    STREAM_NAMES.map((name) => {
      const words: unknown = given[name];
      if (!Array.isArray(words) || words.length !== 4 || words.every((word) => word === 0)) {
        throw malformed(`the random stream ${name} has no state of four words`);
      }
      return [name, words.map((word) => count(word, `the random stream ${name}`))];
    }),
  ) as unknown as SavedRun['random'];
}

function parseMarks(raw: unknown): readonly ChangeMark[] {
  if (!Array.isArray(raw)) throw malformed('its marks are not a list');
  const setting = (value: unknown): ParamValue => {
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string')
      return value;
    if (Array.isArray(value) && value.every((one) => typeof one === 'number')) return value;
    throw malformed('a mark has no value');
  };
  return raw.map((entry: unknown) => {
    const mark = asRecord(entry, 'A mark');
    rejectUnknownKeys(mark, ['step', 'key', 'from', 'to']);
    return {
      step: count(mark.step, 'the step of a mark'),
      key: text(mark.key, 'the setting of a mark'),
      from: setting(mark.from),
      to: setting(mark.to),
    };
  });
}

function parseOptimizerSteps(raw: unknown): SavedRun['optimizerSteps'] {
  return Object.fromEntries(
    Object.entries(asRecord(raw, 'The optimisers')).map(([name, steps]) => [
      name,
      Object.fromEntries(
        Object.entries(asRecord(steps, 'An optimiser')).map(([variable, value]) => [
          variable,
          count(value, 'an optimiser step'),
        ]),
      ),
    ]),
  );
}

/**
 * Reads a file that `writeSavedRun` made.
 * @throws PlaygroundError with a checkpoint.* code, or a config.* code when the experiment in it is none of ours
 */
export function readSavedRun(catalog: Catalog, bytes: Uint8Array): SavedRun {
  const { tensors, metadata } = decodeSafetensors(bytes);
  if (metadata.format !== CHECKPOINT_FORMAT) {
    throw malformed('it is a safetensors file of another program');
  }
  if (metadata.version !== String(CHECKPOINT_VERSION)) {
    throw malformed(`its version is ${metadata.version}, and ${CHECKPOINT_VERSION} is read here`);
  }
  const config = parseConfig(catalog, parseJson(metadata.config, 'experiment'));
  const state = asRecord(parseJson(metadata.state, 'state'), 'The state');
  rejectUnknownKeys(state, ['step', 'imagesSeen', 'random', 'cursor', 'optimizerSteps', 'marks']);
  const cursor = asRecord(state.cursor, 'The data cursor');
  const saved = new Map<string, SavedTensor>();
  const values: Record<string, Float32Array> = {};
  let steps: Int32Array | undefined;
  for (const [name, { shape, data }] of tensors) {
    if (name === SERIES_STEPS && data instanceof Int32Array) steps = data;
    else if (!(data instanceof Float32Array)) throw malformed(`${name} does not hold floats`);
    else if (name.startsWith(SERIES_PREFIX)) values[name.slice(SERIES_PREFIX.length)] = data;
    else if (!data.every(Number.isFinite))
      throw malformed(`${name} holds numbers that are not finite`);
    else saved.set(name, { shape, values: data });
  }
  if (steps === undefined || Object.values(values).some(({ length }) => length !== steps?.length)) {
    throw malformed('its curves have no steps of the same length');
  }
  return {
    config,
    step: count(state.step, 'the step'),
    imagesSeen: count(state.imagesSeen, 'the images seen'),
    random: parseRandom(state.random),
    cursor: {
      epoch: count(cursor.epoch, 'the epoch'),
      position: count(cursor.position, 'the position in the data'),
    },
    optimizerSteps: parseOptimizerSteps(state.optimizerSteps),
    marks: parseMarks(state.marks),
    history: { steps, values },
    tensors: saved,
  };
}
