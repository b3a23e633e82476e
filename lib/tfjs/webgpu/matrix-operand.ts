// Dense operands of a tiled product: a matrix in memory, read along its rows or across them.

import type { Operand } from './matrix-source';

export interface DenseOperand {
  readonly side: 'left' | 'right';
  /** The variable that is bound, as vec4<f32> where `vectors`, and WGSL for the first element's index. */
  readonly variable: string;
  readonly offset: string;
  /** WGSL: how many lines there are, and how long they are. */
  readonly outer: string;
  readonly inner: string;
  readonly contiguous: 'outer' | 'inner';
  /** Four at a time; the contiguous length and the offset must be multiples of 4. */
  readonly vectors: boolean;
}

const LANES = [0, 1, 2, 3] as const;

/** WGSL of the struct, the line function and the block function for `name` = left or right. */
export function denseOperand(o: DenseOperand): Operand {
  const type = o.side === 'left' ? 'LeftLines' : 'RightLines';
  const name = o.side;
  const stride = o.contiguous === 'outer' ? o.outer : o.inner;
  const isAlong = o.contiguous === 'inner';
  const [line, along] = isAlong ? ['outer', 'inner'] : ['inner', 'outer'];
  const index = (i: number) => `${o.offset} + (${line} + ${i}) * ${stride} + ${along}`;
  const inside = (value: string, i: number) => `${value} + ${i} < ${o[value as 'outer' | 'inner']}`;
  const vector = (i: number) =>
    `if (${inside(line, i)}) { block[${i}] = ${o.variable}[(${index(i)}) / 4]; }`;
  const scalars = (i: number) =>
    `if (${inside(line, i)}) {
      ${LANES.map((j) => `if (${inside(along, j)}) { block[${i}][${j}] = ${o.variable}[${index(i)} + ${j}]; }`).join('\n      ')}
    }`;
  return {
    contiguous: o.contiguous,
    source: `
struct ${type} { outer : i32 };

fn ${name}Lines(outer : i32) -> ${type} {
  return ${type}(outer);
}

fn ${name}Block(lines : ${type}, inner : i32) -> mat4x4<f32> {
  let outer = lines.outer;
  var block = mat4x4<f32>();
  if (${along} < ${o[along as 'outer' | 'inner']}) {
    ${LANES.map(o.vectors ? vector : scalars).join('\n    ')}
  }
  return ${isAlong ? 'transpose(block)' : 'block'};
}
`,
  };
}
