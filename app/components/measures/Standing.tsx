// Where a figure stands between what noise scores and what real data score, on a line: at a glance what the numbers above it
// say.

import styles from './Standing.module.css';

interface StandingProps {
  readonly now: number;
  readonly noise: number;
  readonly real: number;
}

/** From noise at 0 to real data at 1; a figure beyond either end widens the line. */
export function positionsOf({ now, noise, real }: StandingProps): StandingProps | null {
  const reach = real - noise;
  if (!Number.isFinite(reach) || reach === 0) return null;
  const at = (now - noise) / reach;
  const low = Math.min(0, at);
  const width = Math.max(1, at) - low;
  return { now: (at - low) / width, noise: (0 - low) / width, real: (1 - low) / width };
}

export function Standing(figures: StandingProps) {
  const positions = positionsOf(figures);
  if (positions === null) return null;
  const left = (share: number) => ({ insetInlineStart: `${(100 * share).toFixed(1)}%` });
  return (
    <div className={styles.line} aria-hidden="true">
      <span className={styles.noise} style={left(positions.noise)} />
      <span className={styles.real} style={left(positions.real)} />
      <span className={styles.now} style={left(positions.now)} />
    </div>
  );
}
