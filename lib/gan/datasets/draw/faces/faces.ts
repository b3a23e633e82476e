// `faces`: drawn portraits with twenty known factors, the same picture at every size. Each is painted from back to front by
// the modules beside this one.

import { createStream } from '../../../rng';
import { hex, material, mix } from '../colour';
import type { DrawnImages, FactorValues } from '../drawn-images';
import { Painter } from '../painter';
import { paintBrows, paintEyes } from './eyes';
import {
  drawFaceFactors,
  FACE_FACTORS,
  type FaceFactors,
  HAIR_STYLES,
  HEADWEAR,
} from './face-factors';
import { facePalette, WHITE } from './face-palette';
import { CHIN, createScene, type FaceScene, type HeadMasks } from './face-scene';
import { FACES_SET } from './faces-set';
import { paintFacialHair } from './facial-hair';
import { paintGlasses } from './glasses';
import { paintHairBack, paintHairFront } from './hair';
import { HAIR } from './hair-styles';
import {
  maskHead,
  paintBody,
  paintCheeks,
  paintEars,
  paintForeheadShadow,
  paintHead,
  paintNose,
} from './head';
import { HEADWEAR_PARTS } from './headwear';
import { paintMouth } from './mouth';

/** Headwear is dyed in a colour that sets it off from clothes and background. */
const HEADWEAR_COLOURS = [
  hex('#3f8fc4'),
  hex('#d9534f'),
  hex('#6c5bb0'),
  hex('#f0a63a'),
  hex('#e27a9a'),
  hex('#3fa58a'),
  hex('#e9c46a'),
  hex('#4f6d8f'),
] as const;

function checked(values: FactorValues): FaceFactors {
  for (const { id } of FACE_FACTORS) {
    if (values[id] === undefined) throw new Error(`no value for the factor ${id}`);
  }
  return values as FaceFactors;
}

/** A soft glow behind the head, up and to the left, where the light comes from. */
function paintBackground({ painter, palette }: FaceScene): void {
  painter.background(
    {
      base: palette.background,
      light: mix(palette.background, WHITE, 0.4),
      dark: mix(palette.background, hex('#4a4468'), 0.14),
    },
    (x, y) => {
      const r = (x + 0.25) * (x + 0.25) + (y + 0.3) * (y + 0.3);
      return r < 1 ? 1 - r : (1 - r) / 2;
    },
  );
}

/** Buffers of one drawer. */
interface Scratch {
  readonly masks: HeadMasks;
  /** Backgrounds painted so far, by the index of their factor: there are few, and each costs a whole picture. */
  readonly backgrounds: Map<number, Float32Array>;
}

function paintFace(painter: Painter, values: FactorValues, scratch: Scratch): void {
  const factors = checked(values);
  const scene = createScene(painter, factors, facePalette(factors), scratch.masks);
  const styleId = HAIR_STYLES[factors.hairStyle];
  const wearId = HEADWEAR[factors.headwear];
  if (styleId === undefined || wearId === undefined) throw new Error('a factor is out of its list');
  const style = HAIR[styleId];
  const wear = wearId === 'none' ? undefined : HEADWEAR_PARTS[wearId];
  const dyed = HEADWEAR_COLOURS[factors.clothes] ?? HEADWEAR_COLOURS[0];
  const cloth = material(dyed, hex('#241a40'), WHITE, 0.38, 0.32);
  const { hair } = scene.palette;

  const background = scratch.backgrounds.get(factors.background);
  if (background === undefined) {
    paintBackground(scene);
    const saved = new Float32Array(painter.size * painter.size * 3);
    painter.save(saved);
    scratch.backgrounds.set(factors.background, saved);
  } else painter.restore(background);
  const covered = wear?.hidesHair === true;
  maskHead(scene);
  paintHairBack(scene, style, hair);
  paintBody(scene);
  paintEars(scene);
  paintHead(scene);
  paintCheeks(scene);
  const front = covered ? undefined : style.front?.(scene);
  if (front !== undefined) paintForeheadShadow(scene, front, style.frontBounds?.[3] ?? CHIN);
  if (wear?.shadow !== undefined) paintForeheadShadow(scene, wear.shadow(scene), 0);
  paintFacialHair(scene);
  paintMouth(scene);
  paintNose(scene);
  paintEyes(scene);
  paintBrows(scene);
  paintGlasses(scene);
  if (front !== undefined) paintHairFront(scene, style, front, hair);
  wear?.front(scene, cloth);
}

export const faces = {
  ...FACES_SET,
  factorsOf(index, seed) {
    return drawFaceFactors(createStream(seed, `faces ${index}`), index % HAIR_STYLES.length);
  },
  createDrawer(size) {
    const painter = new Painter(size);
    const scratch = {
      masks: {
        onHead: new Float32Array(size * size),
        behindHead: new Float32Array(size * size),
      },
      backgrounds: new Map(),
    };
    return {
      paint(values, out, offset) {
        paintFace(painter, values, scratch);
        painter.write(out, offset);
      },
    };
  },
} as const satisfies DrawnImages;
