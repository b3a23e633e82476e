// Changes of the experiment: every one goes through `commit`, which remembers the way back, writes the link and brings the
// run along as far as it can take the change without losing anything.

import type { Catalog, SizeId } from '../../lib/schema/catalog';
import {
  type ExperimentConfig,
  findArchitecture,
  knownDataInfo,
  parseDataRef,
} from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';
import { toWireError } from '../../lib/schema/errors';
import { type ParamRecord, type ParamValue, parseParam } from '../../lib/schema/params';
import { type Core, isForReplacedRun, report, writeLink } from './app-core';
import { withArchitecture, withData, withSize } from './draft-changes';
import { changedTo, needsReset, sameJson } from './experiment-store';
import { notify } from './notice-store';
import type { RunActions } from './run-actions';
import { isSettled, isUnderWay } from './run-store';

export interface ExperimentActions {
  /** Changes one setting. A value outside its spec is refused, with the reason beside the field. */
  setParam(key: string, value: ParamValue): void;
  setSize(size: SizeId): void;
  setArchitecture(id: string): void;
  setData(ref: DataRef): Promise<void>;
  setSeed(seed: number): void;
  undo(): void;
  redo(): void;
  /** Back to what the run was built with. */
  discardDraft(): void;
  /** Takes a whole experiment, as from a link; a run with steps is not touched before a reset. */
  load(config: ExperimentConfig): Promise<void>;
  /** Brings the run to the draft as far as nothing is lost by it. */
  sync(): void;
}

/** Changes of one setting within this time are one step for undo: a slider being dragged. */
const COALESCE_MS = 800;

export function createExperimentActions(core: Core, runActions: RunActions): ExperimentActions {
  const { wire, stores, around } = core;
  const { experiment, catalog: catalogStore, run: runStore } = stores;
  let lastChange = { key: '', at: Number.NEGATIVE_INFINITY };
  let updating = false;
  /** True when the draft has changed while something was under way that will end with a run. */
  let behind = false;

  const catalog = (): Catalog => {
    const known = catalogStore.getState().catalog;
    if (known === null) throw new Error('no catalog yet');
    return known;
  };

  /** Sends what differs in live settings; one request at a time, so that a dragged slider does not queue up. */
  const updateLive = async (): Promise<void> => {
    if (updating) return;
    updating = true;
    try {
      for (;;) {
        const params = liveDifference();
        const { run } = runStore.getState();
        if (run === null || Object.keys(params).length === 0) return;
        const { mark } = await wire.request('update', { runId: run.runId, params });
        runStore.setState(({ marks }) => ({ marks: [...marks, ...mark] }));
        experiment.setState(({ applied }) =>
          applied === null
            ? {}
            : { applied: { ...applied, params: { ...applied.params, ...params } } },
        );
      }
    } catch (error) {
      if (!isForReplacedRun(error)) report(core, error);
    } finally {
      updating = false;
    }
  };

  const liveDifference = (): ParamRecord => {
    const { draft, applied } = experiment.getState();
    if (draft === null || applied === null || draft.architecture !== applied.architecture)
      return {};
    const { params: specs } = findArchitecture(catalog(), draft.architecture);
    return Object.fromEntries(
      Object.entries(draft.params).filter(
        ([key, value]) => specs[key]?.live === true && value !== applied.params[key],
      ),
    );
  };

  const sync = (): void => {
    const state = experiment.getState();
    const { draft } = state;
    if (draft === null) return;
    writeLink(core, draft);
    const run = runStore.getState();
    if (run.phase.kind === 'failed') {
      // Without a backend there is nothing to build on; "try again" starts one.
      if (run.backend !== null) void runActions.build(draft);
      return;
    }
    behind = !isSettled(run);
    if (behind) return;
    // Before the first step nothing can be lost, so the run simply follows.
    const untrained = run.step === 0 && !isUnderWay(run);
    if (untrained && needsReset(state, catalog()).length > 0) void runActions.build(draft);
    else void updateLive();
  };

  runStore.subscribe((state, before) => {
    if (behind && isSettled(state) && !isSettled(before)) sync();
  });

  const commit = (draft: ExperimentConfig, changeKey: string): void => {
    const state = experiment.getState();
    if (state.draft === null || sameJson(state.draft, draft)) return;
    const at = around.now();
    const goesOn = changeKey === lastChange.key && at - lastChange.at < COALESCE_MS;
    lastChange = { key: changeKey, at };
    const change = changedTo(draft, state);
    experiment.setState(goesOn ? { ...change, past: state.past } : change);
    sync();
  };

  const draftOf = (): ExperimentConfig | null => experiment.getState().draft;

  const askAcceptance = async (data: DataRef): Promise<Readonly<Record<string, string | null>>> => {
    const acceptance = await wire.request('accepts', { data });
    experiment.setState({ acceptance });
    return acceptance;
  };

  const jump = (from: 'past' | 'future', to: 'past' | 'future'): void => {
    const state = experiment.getState();
    const target = state[from].at(-1);
    if (target === undefined || state.draft === null) return;
    lastChange = { key: '', at: Number.NEGATIVE_INFINITY };
    const dataChanged = !sameJson(target.data, state.draft.data);
    experiment.setState({
      draft: target,
      [from]: state[from].slice(0, -1),
      [to]: [...state[to], state.draft],
      fieldErrors: {},
    });
    if (dataChanged) void askAcceptance(target.data).catch((error: unknown) => report(core, error));
    sync();
  };

  return {
    setParam(key, value) {
      const draft = draftOf();
      if (draft === null) return;
      const spec = findArchitecture(catalog(), draft.architecture).params[key];
      if (spec === undefined) return;
      try {
        const params = { ...draft.params, [key]: parseParam(key, spec, value) };
        commit({ ...draft, params }, `param ${key}`);
      } catch (error) {
        experiment.setState(({ fieldErrors }) => ({
          fieldErrors: { ...fieldErrors, [key]: toWireError(error) },
        }));
      }
    },
    setSize(size) {
      const draft = draftOf();
      if (draft === null) return;
      commit(withSize(catalog(), draft, size), 'size');
    },
    setArchitecture(id) {
      const draft = draftOf();
      if (draft === null || draft.architecture === id) return;
      commit(withArchitecture(catalog(), draft, id), 'architecture');
    },
    async setData(raw) {
      try {
        const before = draftOf();
        if (before === null) return;
        const data = parseDataRef(catalog(), raw);
        const acceptance = await askAcceptance(data);
        const draft = draftOf() ?? before;
        const changed = withData(catalog(), draft, data, acceptance);
        if (!sameJson(changed, draft)) commit(changed, 'data');
        // The very set that a link or a failed build was waiting for.
        else if (runStore.getState().phase.kind === 'failed') sync();
        if (changed.architecture !== draft.architecture) {
          notify(stores.notices, { tone: 'info', text: 'architectureChanged' });
        }
      } catch (error) {
        report(core, error);
      }
    },
    setSeed(seed) {
      const draft = draftOf();
      if (draft !== null) commit({ ...draft, seed }, 'seed');
    },
    undo: () => jump('past', 'future'),
    redo: () => jump('future', 'past'),
    discardDraft() {
      const { applied } = experiment.getState();
      if (applied === null) return;
      const dataChanged = !sameJson(applied.data, draftOf()?.data);
      commit(applied, 'discard');
      if (dataChanged)
        void askAcceptance(applied.data).catch((error: unknown) => report(core, error));
    },
    async load(config) {
      try {
        // Fails for a reference that the catalog does not know, before anything changes.
        knownDataInfo(catalog(), config.data);
        await askAcceptance(config.data);
        commit(config, 'link');
      } catch (error) {
        report(core, error);
      }
    },
    sync,
  };
}
