// The facts of a data set in a line or two: how many, how large, which classes.

import type { DataInfo, DataRef } from '../../../lib/schema/data';
import { formatCount } from '../../i18n/number-format';
import type { Texts } from '../../i18n/texts';
import { useTexts } from '../../i18n/use-texts';
import styles from './DataFacts.module.css';

export interface DataFactsProps {
  readonly data: DataRef;
  readonly info: DataInfo | null;
}

/** Names of classes in a line; the rest is counted. */
const SHOWN_CLASSES = 6;

export function DataFacts({ data, info }: DataFactsProps) {
  const texts = useTexts();
  return (
    <ul className={styles.facts}>
      {factsOf(data, info, texts).map((fact) => (
        <li key={fact}>{fact}</li>
      ))}
    </ul>
  );
}

function factsOf(ref: DataRef, info: DataInfo | null, { data, localise }: Texts): string[] {
  if (ref.kind === 'drawn') return [data.points(2), data.drawnCount(ref.points.length / 2)];
  if (ref.kind === 'own') return imageFacts(ref, [], { data, localise });
  if (info === null) return [];
  if (info.kind === 'images') {
    return imageFacts(
      info,
      info.factors.map(({ label }) => label),
      { data, localise },
    );
  }
  return [
    data.points(info.dim),
    ...(info.modes > 1 ? [data.modes(info.modes)] : []),
    ...(info.hasDensity ? [data.exactDensity] : []),
  ];
}

interface ImageFacts {
  readonly size: number;
  readonly channels: 1 | 3;
  readonly count: number;
  readonly classes: readonly string[];
}

function imageFacts(
  { size, channels, count, classes }: ImageFacts,
  factors: readonly string[],
  { data, localise }: Pick<Texts, 'data' | 'localise'>,
): string[] {
  const list = (names: readonly string[]): string => {
    const shown = names.slice(0, SHOWN_CLASSES).map(localise).join(', ');
    return names.length > SHOWN_CLASSES ? `${shown}, …` : shown;
  };
  return [
    data.images(formatCount(count), size, channels === 1 ? data.grey : data.colour),
    ...(classes.length > 0 ? [data.classes(classes.length, list(classes))] : []),
    ...(factors.length > 0 ? [data.factors(factors.length, list(factors))] : []),
  ];
}
