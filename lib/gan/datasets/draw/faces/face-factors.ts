// The ground-truth factors of a drawn face. Every one is drawn independently of the others, so that any skin goes with any
// hair, brow or beard, and together they determine the picture completely.

import type { RandomStream } from '../../../rng';
import type { FactorSpec, FactorValues } from '../drawn-images';
import { BACKGROUND_IDS, CLOTHES_IDS, EYE_IDS, HAIR_IDS, SKIN_IDS } from './face-palette';

export const HAIR_STYLES = [
  'bald',
  'buzz',
  'crop',
  'quiff',
  'side part',
  'curls',
  'afro',
  'bob',
  'long',
  'waves',
  'ponytail',
  'bun',
  'braids',
  'locs',
] as const;

export const GLASSES = ['none', 'round', 'square', 'sun'] as const;
export const FACIAL_HAIR = ['none', 'stubble', 'moustache', 'goatee', 'beard'] as const;
export const CHEEKS = ['plain', 'blush', 'freckles'] as const;
export const HEADWEAR = ['none', 'beanie', 'cap', 'headwrap', 'headband', 'flower'] as const;

/** How often each value of an unevenly frequent factor occurs, in the order of its values. */
const FREQUENCIES: Readonly<Record<string, readonly number[]>> = {
  glasses: [60, 15, 15, 10],
  facialHair: [64, 9, 9, 8, 10],
  cheeks: [50, 28, 22],
  headwear: [62, 8, 8, 8, 7, 7],
};

export const FACE_FACTORS = [
  { kind: 'category', id: 'skin', label: 'Skin', values: SKIN_IDS },
  { kind: 'category', id: 'hairStyle', label: 'Hair style', values: HAIR_STYLES },
  { kind: 'category', id: 'hairColor', label: 'Hair colour', values: HAIR_IDS },
  { kind: 'category', id: 'eyeColor', label: 'Eye colour', values: EYE_IDS },
  { kind: 'category', id: 'glasses', label: 'Glasses', values: GLASSES },
  { kind: 'category', id: 'facialHair', label: 'Facial hair', values: FACIAL_HAIR },
  { kind: 'category', id: 'cheeks', label: 'Cheeks', values: CHEEKS },
  { kind: 'category', id: 'headwear', label: 'Headwear', values: HEADWEAR },
  { kind: 'category', id: 'clothes', label: 'Clothes', values: CLOTHES_IDS },
  { kind: 'category', id: 'background', label: 'Background', values: BACKGROUND_IDS },
  { kind: 'continuous', id: 'yaw', label: 'Turned left to right', min: -1, max: 1 },
  { kind: 'continuous', id: 'tilt', label: 'Tilt', min: -12, max: 12, unit: '°' },
  { kind: 'continuous', id: 'faceWidth', label: 'Face width', min: 0.86, max: 1.04 },
  { kind: 'continuous', id: 'jaw', label: 'Jaw, narrow to square', min: 0, max: 1 },
  { kind: 'continuous', id: 'eyeSize', label: 'Eye size', min: 0.8, max: 1.2 },
  { kind: 'continuous', id: 'eyeOpen', label: 'Eyes open', min: 0.3, max: 1 },
  { kind: 'continuous', id: 'gaze', label: 'Gaze left to right', min: -1, max: 1 },
  { kind: 'continuous', id: 'brows', label: 'Brows, worried to stern', min: -1, max: 1 },
  { kind: 'continuous', id: 'smile', label: 'Frown to smile', min: -1, max: 1 },
  { kind: 'continuous', id: 'mouthOpen', label: 'Mouth open', min: 0, max: 1 },
] as const satisfies readonly FactorSpec[];

/** Face values by name; category factors hold the index of their value. */
export type FaceFactors = Readonly<Record<(typeof FACE_FACTORS)[number]['id'], number>>;

function pick(random: RandomStream, frequencies: readonly number[]): number {
  let rest = random.uniformBetween(
    0,
    frequencies.reduce((sum, f) => sum + f, 0),
  );
  const index = frequencies.findIndex((f) => {
    rest -= f;
    return rest < 0;
  });
  return index < 0 ? frequencies.length - 1 : index;
}

/** Two uniforms averaged towards a favourite: extremes stay possible, but most faces are moderate and friendly. */
function leaning(random: RandomStream, min: number, max: number, favourite: number): number {
  const share = random.uniform();
  return favourite * (1 - share) + random.uniformBetween(min, max) * share;
}

/** The factors of one face; the hair style, which is the class, is given. */
export function drawFaceFactors(random: RandomStream, hairStyle: number): FactorValues {
  return Object.fromEntries(
    FACE_FACTORS.map((spec) => {
      if (spec.kind === 'category') {
        const frequencies = FREQUENCIES[spec.id];
        const value =
          frequencies === undefined
            ? random.integer(spec.values.length)
            : pick(random, frequencies);
        return [spec.id, spec.id === 'hairStyle' ? hairStyle : value];
      }
      const { min, max } = spec;
      switch (spec.id) {
        case 'smile':
          return [spec.id, leaning(random, min, max, 0.9)];
        case 'mouthOpen':
          return [spec.id, random.uniform() < 0.5 ? 0 : random.uniformBetween(min, max)];
        case 'eyeOpen':
          return [spec.id, leaning(random, min, max, 0.95)];
        case 'gaze':
        case 'tilt':
          return [spec.id, leaning(random, min, max, 0)];
        default:
          return [spec.id, random.uniformBetween(min, max)];
      }
    }),
  );
}
