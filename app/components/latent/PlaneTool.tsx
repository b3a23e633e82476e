// One z dragged in a plane: of two of its dimensions, or of two random orthogonal directions through it.

import { type ReactNode, useMemo, useState } from 'react';
import type { GaussianLatent, LatentRequest } from '../../../lib/schema/latents';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { NumberField } from '../controls/NumberField';
import { usePixelRatio } from '../views/use-pixel-ratio';
import { useSize } from '../views/use-size';
import { samplesXy } from './landing';
import { useGenerated } from './latent-lane';
import { PlanePad } from './PlanePad';
import styles from './PlaneTool.module.css';
import { holds, type PlaneAxes, planeOf, withDimension } from './plane-axes';
import { padMosaic } from './plane-pad';
import { boxOf, onPlane, type Plane, planePoint, type Vector } from './vectors';

/** CSS pixels that the pad takes at most. */
const LARGEST_PAD = 300;
const POINT_CELLS = 15;
const FIRST_AXES = { kind: 'dimensions', across: 0, up: 1 } as const;

export interface PlaneToolProps {
  readonly control: GaussianLatent;
  /** Side of a picture in its own pixels; null for point models. */
  readonly pictureSize: number | null;
  readonly z: Vector;
  readonly onChange: (z: Vector) => void;
  /** Two random orthogonal directions; null where the prior gave parallel ones. */
  readonly randomAxes: () => Promise<PlaneAxes | null>;
  /** The picture of the present z. */
  readonly head: (sheet: Float32Array) => ReactNode;
}

export function PlaneTool({ control, pictureSize, z, onChange, randomAxes, head }: PlaneToolProps) {
  const { latent } = useTexts();
  const ratio = usePixelRatio();
  const [box, { width }] = useSize<HTMLDivElement>();
  const [axes, setAxes] = useState<PlaneAxes>(FIRST_AXES);
  const { half, centre } = boxOf(control);
  const pad = usePadSize(Math.min(width, LARGEST_PAD), pictureSize, ratio);
  const plane = useSteadyPlane(axes, z, centre);
  const request = useMemo<LatentRequest>(
    () => ({ kind: 'plane', ...plane, span: half, rows: pad.cells, columns: pad.cells }),
    [plane, half, pad.cells],
  );
  const mosaic = useGenerated('plane', width > 0 ? request : null);
  const { a, b } = onPlane(plane, z);
  const turn = (): void => {
    randomAxes().then(
      (found) => {
        if (found !== null) setAxes(found);
      },
      () => undefined, // Whoever sends the request reports its failure.
    );
  };
  return (
    <div className={styles.tool} ref={box}>
      {head(samplesXy(mosaic))}
      {control.dim > 2 && (
        <Choice
          label={latent.planeOf}
          look="segments"
          options={[
            { id: 'dimensions', label: latent.twoDimensions },
            { id: 'random', label: latent.randomDirections },
          ]}
          value={axes.kind}
          onChange={(kind) => (kind === 'random' ? turn() : setAxes(FIRST_AXES))}
        />
      )}
      {width > 0 && (
        <PlanePad
          side={pad.side}
          cells={pad.cells}
          span={half}
          a={a}
          b={b}
          mosaic={mosaic?.kind === 'images' ? mosaic : null}
          onMove={(nextA, nextB) => onChange(planePoint(plane, nextA, nextB))}
        />
      )}
      {axes.kind === 'random' ? (
        <Button icon="dice" onPress={turn}>
          {latent.otherDirections}
        </Button>
      ) : (
        control.dim > 2 && (
          <div className={styles.axes}>
            {(['across', 'up'] as const).map((which) => (
              <div key={which} className={styles.dimension}>
                <span aria-hidden="true">{latent[which]}</span>
                <NumberField
                  label={latent[which]}
                  value={axes[which] + 1}
                  bounds={{ min: 1, max: control.dim, integer: true, scale: 'linear' }}
                  entryOnly
                  onChange={(next) => setAxes(withDimension(axes, which, next - 1))}
                />
              </div>
            ))}
          </div>
        )
      )}
    </div>
  );
}

/** The plane changes with its axes and when z leaves it, but not while z is dragged in it. */
function useSteadyPlane(axes: PlaneAxes, z: Vector, centre: Vector): Plane {
  const [steady, setSteady] = useState(() => ({ axes, plane: planeOf(axes, z, centre) }));
  if (steady.axes === axes && holds(steady.plane, z)) return steady.plane;
  const plane = planeOf(axes, z, centre);
  setSteady({ axes, plane });
  return plane;
}

function usePadSize(width: number, pictureSize: number | null, ratio: number) {
  return useMemo(() => {
    if (pictureSize === null) return { side: Math.floor(width), cells: POINT_CELLS };
    const { cells, scale } = padMosaic(Math.floor(width * ratio), pictureSize);
    return { side: (cells * scale * pictureSize) / ratio, cells };
  }, [width, pictureSize, ratio]);
}
