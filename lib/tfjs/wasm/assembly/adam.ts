// One step of Adam on one variable in one pass, in place, and the moving average of the variable if there is one.

import { LANES, WORD } from './lanes';

/**
 * m ← beta1 · m + new1 · g;  v ← beta2 · v + new2 · g²;  p ← p - rate · m / (sqrt(v) · scale + epsilon);
 * average ← average + newAverage · (p - average), where `average` is not 0.
 */
export function adam(
  p: usize,
  m: usize,
  v: usize,
  g: usize,
  count: i32,
  beta1: f32,
  new1: f32,
  beta2: f32,
  new2: f32,
  rate: f32,
  scale: f32,
  epsilon: f32,
  average: usize,
  newAverage: f32,
): void {
  const hasAverage = average != 0;
  for (; count >= 4; count -= 4) {
    const gradient = v128.load(g);
    const first = f32x4.add(
      f32x4.mul(f32x4.splat(beta1), v128.load(m)),
      f32x4.mul(f32x4.splat(new1), gradient),
    );
    const second = f32x4.add(
      f32x4.mul(f32x4.splat(beta2), v128.load(v)),
      f32x4.mul(f32x4.splat(new2), f32x4.mul(gradient, gradient)),
    );
    const root = f32x4.add(
      f32x4.mul(f32x4.sqrt(second), f32x4.splat(scale)),
      f32x4.splat(epsilon),
    );
    const step = f32x4.div(f32x4.mul(f32x4.splat(rate), first), root);
    const value = f32x4.sub(v128.load(p), step);
    v128.store(m, first);
    v128.store(v, second);
    v128.store(p, value);
    if (hasAverage) {
      const old = v128.load(average);
      const change = f32x4.mul(f32x4.splat(newAverage), f32x4.sub(value, old));
      v128.store(average, f32x4.add(old, change));
      average += LANES;
    }
    p += LANES;
    m += LANES;
    v += LANES;
    g += LANES;
  }
  for (; count > 0; count--) {
    const gradient = f32.load(g);
    const first = beta1 * f32.load(m) + new1 * gradient;
    const second = beta2 * f32.load(v) + new2 * (gradient * gradient);
    const value = f32.load(p) - (rate * first) / (sqrt<f32>(second) * scale + epsilon);
    f32.store(m, first);
    f32.store(v, second);
    f32.store(p, value);
    if (hasAverage) {
      const old = f32.load(average);
      f32.store(average, old + newAverage * (value - old));
      average += WORD;
    }
    p += WORD;
    m += WORD;
    v += WORD;
    g += WORD;
  }
}
