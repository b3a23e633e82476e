// `digits`: handwriting-like digits, half from fonts and half from seeded hands, each bent in its own way. The last images
// are held out: their fonts and hands appear nowhere before. Image k depends on (seed, k) alone.

import { createStream, type RandomStream } from '../../../lib/gan/rng';
import { type BendOptions, randomBend } from './bend';
import { frameDigit, SIDE } from './frame-digit';
import { createHand, type Hand, handInk } from './hand-ink';
import type { Ink } from './ink';

export const CLASSES = 10;
export const TRAIN_COUNT = 20_000;
export const TEST_COUNT = 4_000;
export const HANDS = { train: 400, test: 80 } as const;

/** Share of the images that come from fonts. */
const FONT_SHARE = 0.4;

/** Fonts stand upright, so the bend gives them a writer's slant; hands bring their own. */
const FONT_BEND: BendOptions = {
  slant: 0.08,
  slantSpread: 0.22,
  turnSpread: 0.08,
  // Print is narrower than handwriting.
  stretch: 1.12,
  stretchSpread: 0.2,
  elastic: 0.035,
};
const HAND_BEND: BendOptions = {
  slant: 0,
  slantSpread: 0.08,
  turnSpread: 0.06,
  stretch: 1,
  stretchSpread: 0.08,
  elastic: 0.03,
};

/** Half-thickness of strokes in digit heights, as writers' pens have it. */
const PEN = 0.07;
const PEN_SPREAD = 0.25;

export interface DigitFonts {
  /** Ink of a font's digit, by font and digit. */
  readonly train: readonly (readonly Ink[])[];
  readonly test: readonly (readonly Ink[])[];
}

export interface DigitSet {
  /** [count, 28, 28] */
  readonly images: Uint8Array;
  /** [count] */
  readonly labels: Uint8Array;
}

function chooseInk(
  seed: number,
  random: RandomStream,
  digit: number,
  fonts: readonly (readonly Ink[])[],
  hands: readonly Hand[],
): { readonly ink: Ink; readonly bend: BendOptions } {
  if (random.uniform() < FONT_SHARE) {
    const ink = fonts[random.integer(fonts.length)]?.[digit];
    if (ink === undefined) throw new Error(`a font lacks the digit ${digit}`);
    return { ink, bend: FONT_BEND };
  }
  const hand = hands[random.integer(hands.length)];
  if (hand === undefined) throw new Error('there must be at least one hand');
  return { ink: handInk(seed, hand, digit, random), bend: HAND_BEND };
}

/** How much the strokes are thickened: towards a pen's width, but never so thin that they break. */
function thickening(random: RandomStream, halfWidth: number): number {
  const wanted = PEN * Math.exp(PEN_SPREAD * random.normal());
  return Math.max(wanted, 0.5 * halfWidth) - halfWidth;
}

/** Draws one image; tries again in the rare case that nothing is left of it. */
function drawDigit(
  seed: number,
  index: number,
  digit: number,
  fonts: readonly (readonly Ink[])[],
  hands: readonly Hand[],
  images: Uint8Array,
): void {
  const random = createStream(seed, `digit ${index}`);
  for (let attempt = 0; attempt < 10; attempt++) {
    const { ink, bend: options } = chooseInk(seed, random, digit, fonts, hands);
    const extra = thickening(random, ink.halfWidth);
    const bend = randomBend(random, options);
    const done = frameDigit(
      (x, y) => {
        const [u, v] = bend(x, y);
        return ink.distance(u, v) - extra;
      },
      images,
      index * SIDE * SIDE,
    );
    if (done) return;
  }
  throw new Error(`image ${index} has no ink`);
}

/** Draws the whole set: training images first, held-out ones last; classes take turns. */
export function drawDigits(
  fonts: DigitFonts,
  options: {
    readonly seed: number;
    readonly trainCount?: number;
    readonly testCount?: number;
    readonly onProgress?: (done: number, total: number) => void;
  },
): DigitSet {
  const { seed, trainCount = TRAIN_COUNT, testCount = TEST_COUNT, onProgress } = options;
  const count = trainCount + testCount;
  const images = new Uint8Array(count * SIDE * SIDE);
  const labels = Uint8Array.from({ length: count }, (_, index) => index % CLASSES);
  const hands = {
    train: Array.from({ length: HANDS.train }, (_, k) => createHand(seed, k)),
    test: Array.from({ length: HANDS.test }, (_, k) => createHand(seed, HANDS.train + k)),
  };
  for (let index = 0; index < count; index++) {
    const split = index < trainCount ? 'train' : 'test';
    drawDigit(seed, index, index % CLASSES, fonts[split], hands[split], images);
    if (index % 1000 === 999) onProgress?.(index + 1, count);
  }
  return { images, labels };
}
