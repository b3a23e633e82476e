// Reading tensors that repeat along axes of a larger one. Neighbouring axes that repeat alike are one, so that the sizes of
// the usual cases (same shape, a number, a row, a channel) are few; sizes are uniforms, and every case shares one program.

import { type GpuUniform, integers } from './program';

/** An axis of the output and how far each operand moves for a step along it; 0 where it repeats. */
export interface BroadcastAxis {
  readonly size: number;
  readonly steps: readonly number[];
}

/** Axes that an index is taken apart into, after merging. */
const MAX_AXES = 6;

/** Merges axes that can be walked as one, from the last axis on, and drops those of size 1. */
export function mergeAxes(axes: readonly BroadcastAxis[]): readonly BroadcastAxis[] {
  const merged: BroadcastAxis[] = [];
  for (const axis of [...axes].reverse()) {
    const last = merged.at(-1);
    if (axis.size === 1) continue;
    // A step of the outer axis is as long as the whole inner one.
    if (last && axis.steps.every((step, k) => step === last.size * (last.steps[k] as number))) {
      merged[merged.length - 1] = { size: axis.size * last.size, steps: last.steps };
    } else merged.push(axis);
  }
  // From the last axis to the first, which has at least one.
  return merged.length > 0 ? merged : [{ size: 1, steps: axes[0]?.steps.map(() => 0) ?? [0] }];
}

/** How operands of `shapes` are read for an output of `shape`, all aligned at their last axes. */
export function broadcastAxes(
  shapes: readonly (readonly number[])[],
  shape: readonly number[],
): readonly BroadcastAxis[] {
  const strides = shapes.map(() => 1);
  const axes = shape.map((_, k) => {
    const fromEnd = k + 1;
    const size = shape[shape.length - fromEnd] as number;
    const steps = shapes.map((operand, i) => {
      const own = operand[operand.length - fromEnd] ?? 1;
      const stride = strides[i] as number;
      strides[i] = stride * own;
      return own === 1 ? 0 : stride;
    });
    return { size, steps };
  });
  return axes.length > 0 ? axes.reverse() : [{ size: 1, steps: shapes.map(() => 0) }];
}

/** Null where there are too many axes for `indexCode`. */
export function broadcastUniforms(
  axes: readonly BroadcastAxis[],
  operands: readonly string[],
): readonly GpuUniform[] | null {
  const merged = mergeAxes(axes);
  if (merged.length > MAX_AXES) return null;
  const uniforms: Record<string, number> = { axes: merged.length };
  for (let k = 0; k < MAX_AXES; k++) {
    uniforms[`size${k}`] = merged[k]?.size ?? 1;
    operands.forEach((name, i) => {
      uniforms[`${name}Step${k}`] = merged[k]?.steps[i] ?? 0;
    });
  }
  return integers(uniforms);
}

/** `let NAMEIndex` for each operand, from the output's index `i`. */
export function indexCode(operands: readonly string[]): string {
  const step = (k: number): string => {
    const move = (coordinate: string): string =>
      operands.map((name) => `${name}Index += ${coordinate} * uniforms.${name}Step${k};`).join(' ');
    if (k === MAX_AXES - 1) return move('rest');
    return `if (uniforms.axes == ${k + 1}) { ${move('rest')} } else {
    let c${k} = rest % uniforms.size${k};
    rest /= uniforms.size${k};
    ${move(`c${k}`)}
    ${step(k + 1)}
  }`;
  };
  return `
  var rest = i;
  ${operands.map((name) => `var ${name}Index = 0;`).join(' ')}
  ${step(0)}
`;
}
