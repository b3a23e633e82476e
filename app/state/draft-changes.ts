// The experiment after a change that touches more than one of its fields: pure functions of catalog and draft. What becomes
// of the run is not decided here.

import type { Catalog, SizeId } from '../../lib/schema/catalog';
import {
  completeParams,
  dataKindOf,
  type ExperimentConfig,
  findArchitecture,
  presetParams,
} from '../../lib/schema/config';
import type { DataRef } from '../../lib/schema/data';

/** The keys that sizes are about take the new size's values; what the person set besides stays. */
export function withSize(
  catalog: Catalog,
  draft: ExperimentConfig,
  size: SizeId,
): ExperimentConfig {
  const architecture = findArchitecture(catalog, draft.architecture);
  const kind = dataKindOf(catalog, draft.data);
  const preset = presetParams(architecture, kind, size);
  const sized = new Set([
    'size',
    ...Object.values(architecture.presets[kind] ?? {}).flatMap(Object.keys),
  ]);
  const params = Object.fromEntries(
    Object.entries(draft.params).map(([key, value]) => [
      key,
      sized.has(key) ? (preset[key] ?? value) : value,
    ]),
  );
  return { ...draft, params };
}

export function withArchitecture(
  catalog: Catalog,
  draft: ExperimentConfig,
  id: string,
): ExperimentConfig {
  const kind = dataKindOf(catalog, draft.data);
  const params = completeParams(findArchitecture(catalog, id), kind, {});
  return { ...draft, architecture: id, params };
}

/** Own sets of one fingerprint are one set, whatever the file was called when it was brought again. */
const isSameSet = (a: DataRef, b: DataRef): boolean =>
  a.kind === 'own' && b.kind === 'own' && a.sha256 === b.sha256;

/**
 * The same experiment on other data: settings stay where the kind of data stays. An architecture that cannot take the data
 * gives way to the first that can.
 * @param acceptance per architecture, null or why it cannot train on `data`
 */
export function withData(
  catalog: Catalog,
  draft: ExperimentConfig,
  data: DataRef,
  acceptance: Readonly<Record<string, string | null>>,
): ExperimentConfig {
  if (isSameSet(draft.data, data)) return draft;
  const kind = dataKindOf(catalog, data);
  const accepted =
    acceptance[draft.architecture] === null
      ? draft.architecture
      : catalog.architectures.find(({ id }) => acceptance[id] === null)?.id;
  if (accepted === undefined) return { ...draft, data };
  const keeps = accepted === draft.architecture && kind === dataKindOf(catalog, draft.data);
  const params = keeps
    ? draft.params
    : completeParams(findArchitecture(catalog, accepted), kind, {});
  return { ...draft, data, architecture: accepted, params };
}
