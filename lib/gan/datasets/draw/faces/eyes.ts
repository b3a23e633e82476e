// Eyes, lids, lashes and brows. The lid comes down over the eye as it closes; brows tilt about their own middle.

import { flat, hex, mix } from '../colour';
import { circle, ellipse, segment } from '../distance';
import { INK, WHITE } from './face-palette';
import { EYE_LINE, type FaceScene, SQUEEZED } from './face-scene';

/** Half-axes of an open eye of size 1. */
const EYE = { a: 0.225, b: 0.26 };
const IRIS = 0.172;
const PUPIL = 0.095;
const GLINT = 0.068;

/** How far across the face the eyes sit. */
export const EYE_OFFSET = 0.44;

const SCLERA = { base: hex('#fdfbf7'), dark: hex('#cfc6d2'), light: WHITE };

export function paintEyes(scene: FaceScene): void {
  const { painter, palette, head, place, factors } = scene;
  painter.frame(head);
  const a = EYE.a * factors.eyeSize;
  const b = EYE.b * factors.eyeSize;
  const iris = IRIS * factors.eyeSize;
  for (const side of [-1, 1]) {
    const { x, narrow } = place(side * EYE_OFFSET);
    const lid = EYE_LINE - b + (1 - factors.eyeOpen) * 1.5 * b;
    // The lid line is a shallow arch, lower at both corners.
    const lidAt = (u: number) => lid + 0.5 * ((u * u) / a);
    const eye = (u: number, v: number) =>
      Math.max(ellipse((u - x) / narrow, v - EYE_LINE, a, b), lidAt((u - x) / narrow) - v);
    const w = a * narrow;
    const bounds = [x - w, EYE_LINE - b, x + w, EYE_LINE + b] as const;
    painter.fill({
      steepness: SQUEEZED,
      bounds,
      distance: eye,
      material: SCLERA,
      shade: (_, v) => -1.3 + (v - lid) * 6,
    });
    const gaze = x + factors.gaze * 0.065 * narrow + 0.02 * scene.turn;
    const disc = (radius: number, dx: number, dy: number) => {
      const cx = gaze + dx;
      const cy = EYE_LINE + dy;
      return {
        steepness: SQUEEZED,
        bounds: [cx - radius * narrow, cy - radius, cx + radius * narrow, cy + radius] as const,
        distance: (u: number, v: number) =>
          Math.max(circle((u - cx) / narrow, v - cy, radius), eye(u, v)),
      };
    };
    painter.fill({
      ...disc(iris, 0, 0.015),
      material: palette.iris,
      // Lighter towards the bottom, where the light that enters above falls on it, with a dark rim.
      shade: (u, v) =>
        2.6 * (v - EYE_LINE) + 0.1 - (circle(u - gaze, v - EYE_LINE, iris) > -0.045 ? 0.7 : 0),
    });
    painter.fill({ ...disc(PUPIL * factors.eyeSize, 0, 0.015), material: flat(INK) });
    painter.fill({ ...disc(GLINT * factors.eyeSize, -0.06, -0.075), material: flat(WHITE) });
    painter.fill({
      steepness: SQUEEZED,
      bounds: [
        x - w - 0.05,
        Math.max(lid, EYE_LINE - b) - 0.05,
        x + w + 0.05,
        lid + 0.5 * a + 0.09,
      ],
      distance: (u, v) => Math.max(Math.abs(eye(u, v)) - 0.04, v - lidAt((u - x) / narrow) - 0.075),
      material: flat(mix(INK, palette.brows, 0.25)),
    });
  }
}

export function paintBrows(scene: FaceScene): void {
  const { painter, palette, head, place, factors } = scene;
  painter.frame(head);
  for (const side of [-1, 1]) {
    const inner = place(side * (EYE_OFFSET - 0.24)).x;
    const outer = place(side * Math.min(0.9, EYE_OFFSET + 0.3)).x;
    const middle = -0.33 - 0.08 * (factors.eyeSize - 1) - 0.06 * (factors.eyeOpen - 0.7);
    const yInner = middle + 0.12 * factors.brows;
    const yOuter = middle - 0.1 * factors.brows + 0.04;
    const arch = -0.07 - 0.03 * Math.max(0, -factors.brows);
    painter.fill({
      steepness: SQUEEZED,
      bounds: [
        Math.min(inner, outer) - 0.1,
        middle - 0.3,
        Math.max(inner, outer) + 0.1,
        middle + 0.3,
      ],
      distance: (u, v) => {
        const t = Math.min(1, Math.max(0, (u - inner) / (outer - inner)));
        const bend = arch * 4 * t * (1 - t);
        // Thick near the nose, thin at the temple.
        return segment(u, v - bend, inner, yInner, outer, yOuter) - (0.068 - 0.035 * t);
      },
      material: flat(palette.brows),
      alpha: 0.95,
    });
  }
}
