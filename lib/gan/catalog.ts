// The library's whole offer as plain data; what `describe` answers and `npm run catalog` prints.

import type { ArchitectureEntry, Catalog, NamedEntry } from '../schema/catalog';
import type { DataInfo } from '../schema/data';
import { ARCHITECTURES } from './architectures/registry';
import type { ManifestEntry } from './datasets/manifest';
import { datasetEntries } from './datasets/registry';
import { SYMPTOM_ENTRIES } from './health/symptoms';
import { LOSSES } from './losses';
import { METRICS } from './metrics/registry';
import { REGULARIZERS } from './regularizers';

const named = ({ id, label, help }: NamedEntry): NamedEntry => ({ id, label, help });

/** @param installed sets that the user installed below public/datasets/installed */
export function buildCatalog(installed: readonly ManifestEntry[]): Catalog {
  return {
    architectures: Object.values(ARCHITECTURES).map(
      ({
        id,
        label,
        year,
        paper,
        branch,
        parents,
        summary,
        differences,
        params,
        presets,
      }): ArchitectureEntry => ({
        id,
        label,
        year,
        paper,
        branch,
        parents,
        summary,
        differences,
        params,
        presets,
      }),
    ),
    losses: Object.values(LOSSES).map(({ formula, source, ...entry }) => ({
      ...named(entry),
      formula,
      source,
    })),
    regularizers: Object.values(REGULARIZERS).map(named),
    datasets: datasetEntries(installed),
    metrics: Object.values(METRICS),
    symptoms: SYMPTOM_ENTRIES,
  };
}

/** For each architecture, null, or why it cannot train on such data. */
export function acceptanceOf(info: DataInfo): Readonly<Record<string, string | null>> {
  return Object.fromEntries(
    Object.values(ARCHITECTURES).map((architecture) => {
      const accepted = architecture.accepts(info);
      return [architecture.id, accepted === true ? null : accepted];
    }),
  );
}
