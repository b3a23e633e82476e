// The present z: its picture, its fingerprint, and the presses that replace it.

import { useMemo } from 'react';
import type { GaussianLatent } from '../../../lib/schema/latents';
import type { ViewData } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { samplesXy } from './landing';
import { Output } from './Output';
import { boxOf, type Vector } from './vectors';
import styles from './WorkbenchHead.module.css';
import { ZBars } from './ZBars';

export interface WorkbenchHeadProps {
  readonly control: GaussianLatent;
  readonly points: boolean;
  readonly z: Vector;
  /** The sample of z. */
  readonly output: ViewData | null;
  /** For point models: samples along a path, and of a plane of z. */
  readonly way: Float32Array;
  readonly sheet: Float32Array;
  /** The samples of the lettered z, in the order of `letters`. */
  readonly slotViews: ViewData | null;
  readonly letters: readonly string[];
  readonly onDice: () => void;
  readonly onChange: (z: Vector) => void;
}

export function WorkbenchHead(props: WorkbenchHeadProps) {
  const { control, z, slotViews, letters } = props;
  const { latent } = useTexts();
  const { centre, min } = boxOf(control);
  const lettered = useMemo(() => {
    const xy = samplesXy(slotViews);
    return letters.flatMap((letter, index) =>
      xy.length > 2 * index + 1
        ? [{ letter, x: xy[2 * index] ?? 0, y: xy[2 * index + 1] ?? 0 }]
        : [],
    );
  }, [slotViews, letters]);
  return (
    <div className={styles.head}>
      <Output
        view={props.output}
        points={props.points}
        way={props.way}
        sheet={props.sheet}
        lettered={lettered}
      />
      <div className={styles.side}>
        {/* Fewer bars are no fingerprint; the sliders say it better. */}
        {z.length > 3 && <ZBars z={z} min={min} max={control.range} />}
        <p className={styles.name}>{latent.present(control.dim, Math.hypot(...z).toFixed(1))}</p>
        <div className={styles.buttons}>
          <Button icon="dice" help={latent.diceHelp} onPress={props.onDice}>
            {latent.dice}
          </Button>
          <Button help={latent.zeroHelp} onPress={() => props.onChange(centre)}>
            {latent.zero}
          </Button>
        </div>
      </div>
    </div>
  );
}
