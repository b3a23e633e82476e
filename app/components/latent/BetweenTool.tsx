// From one sample to another: a strip of pictures on the way, and a slider that walks along it.

import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react';
import type { LatentRequest } from '../../../lib/schema/latents';
import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { Choice } from '../controls/Choice';
import { ViewFigure } from '../views/ViewFigure';
import styles from './BetweenTool.module.css';
import { LiveSlider } from './LiveSlider';
import { samplesXy } from './landing';
import { useGenerated } from './latent-lane';
import type { Vector } from './vectors';

type Method = 'lerp' | 'slerp';

const FRAMES = 10;
const FRAMES_PER_ROW = 5;
/** Positions of the slider. */
const POSITIONS = 101;

export interface BetweenToolProps {
  readonly a: Vector;
  readonly b: Vector;
  readonly resolve: (request: LatentRequest) => Promise<readonly Vector[]>;
  readonly onChange: (z: Vector) => void;
  readonly slots: ReactNode;
  readonly head: (way: Float32Array) => ReactNode;
}

export function BetweenTool({ a, b, resolve, onChange, slots, head }: BetweenToolProps) {
  const { latent } = useTexts();
  const [method, setMethod] = useState<Method>('slerp');
  const [position, setPosition] = useState(0);
  const request = useMemo<LatentRequest>(
    () => ({ kind: 'path', from: a, to: b, steps: FRAMES, method }),
    [a, b, method],
  );
  const path = usePath(a, b, method, resolve);
  const strip = useGenerated('between', request);
  const z = path[position];
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    if (z !== undefined) change.current(z);
  }, [z]);
  const share = position / (POSITIONS - 1);
  return (
    <div className={styles.tool}>
      {head(samplesXy(strip))}
      {slots}
      <div className={styles.scrub}>
        <span aria-hidden="true">A</span>
        <LiveSlider
          label={latent.position}
          value={position}
          min={0}
          max={POSITIONS - 1}
          step={1}
          from={0}
          valueText={formatMeasure(share)}
          onChange={setPosition}
        />
        <span aria-hidden="true">B</span>
        <output className={styles.share}>{formatMeasure(share)}</output>
      </div>
      {strip?.kind === 'images' && (
        <ViewFigure
          view={{ ...strip, columns: FRAMES_PER_ROW }}
          label={latent.strip}
          compact
          fixedColumns
        />
      )}
      <Choice
        label={latent.method}
        look="segments"
        options={[
          { id: 'slerp', label: latent.slerp },
          { id: 'lerp', label: latent.lerp },
        ]}
        value={method}
        onChange={setMethod}
      />
      <p className={styles.help}>{latent.methodHelp[method]}</p>
    </div>
  );
}

/** Every z that the slider can reach. */
function usePath(
  from: Vector,
  to: Vector,
  method: Method,
  resolve: BetweenToolProps['resolve'],
): readonly Vector[] {
  const [path, setPath] = useState<readonly Vector[]>([]);
  useEffect(() => {
    let current = true;
    resolve({ kind: 'path', from, to, steps: POSITIONS, method }).then(
      (rows) => {
        if (current) setPath(rows);
      },
      () => undefined, // Whoever sends the request reports its failure.
    );
    return () => {
      current = false;
    };
  }, [from, to, method, resolve]);
  return path;
}
