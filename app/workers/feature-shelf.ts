// The feature networks of a session beyond the library's own: one that the person loaded, one that was trained on the run's
// data. Kept as files, since what stands on a backend does not outlive it.

import type { GivenFeatures } from '../../lib/gan/metrics/features/open-features';
import type { DataRef } from '../../lib/schema/data';
import { PlaygroundError } from '../../lib/schema/errors';
import type { FeatureChoice, FeatureSummary } from '../../lib/schema/metrics';

interface Trained {
  readonly data: string;
  readonly given: GivenFeatures;
  readonly summary: FeatureSummary;
}

export class FeatureShelf {
  #loaded: GivenFeatures | null = null;
  #trained: Trained | null = null;

  load(given: GivenFeatures): void {
    this.#loaded = given;
  }

  keepTrained(data: DataRef, given: GivenFeatures, summary: FeatureSummary): void {
    this.#trained = { data: JSON.stringify(data), given, summary };
  }

  /** What was trained on these data, if anything. */
  trainedOn(data: DataRef): Trained | null {
    return this.#trained?.data === JSON.stringify(data) ? this.#trained : null;
  }

  /**
   * Null for the library's own.
   * @throws PlaygroundError features.gone
   */
  chosen(choice: FeatureChoice, data: DataRef): GivenFeatures | null {
    if (choice === 'usual') return null;
    const given = choice === 'loaded' ? this.#loaded : this.trainedOn(data)?.given;
    if (!given) throw new PlaygroundError('features.gone', {});
    return given;
  }
}
