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

/**
 * WGSL of `fn <name>Fetch(index : i32)`, the value or the four values that begin there, and zeros for a negative index. Without
 * a branch, so that all loads of a block are under way at once; `&&` would branch too, and makes compilers such as
 * SwiftShader's take minutes over some sixty of them.
 */
export function fetchSource(name: string, variable: string, vectors: boolean): string {
  const [type, index] = vectors ? ['vec4<f32>', 'max(index, 0) / 4'] : ['f32', 'max(index, 0)'];
  return `
fn ${name}Fetch(index : i32) -> ${type} {
  return select(${type}(0.0), ${variable}[${index}], index >= 0);
}
`;
}

/** WGSL of a matrix whose columns are these four vectors. */
export const matrixOf = (column: (i: number) => string): string =>
  `mat4x4<f32>(${LANES.map(column).join(', ')})`;

/** The same of single values; `value(i, j)` is the j-th of column i. */
export const matrixOfValues = (value: (i: number, j: number) => string): string =>
  matrixOf((i) => `vec4<f32>(${LANES.map((j) => value(i, j)).join(', ')})`);

/** WGSL of the struct, the line function and the block function for `side`. */
export function denseOperand(o: DenseOperand): Operand {
  const type = o.side === 'left' ? 'LeftLines' : 'RightLines';
  const name = o.side;
  const isAlong = o.contiguous === 'inner';
  const index = (outer: number, inner: number) =>
    `${name}Index(lines.outer + ${outer}, inner + ${inner})`;
  // Four values in memory are a column of the block or a row of it.
  const vectors = isAlong
    ? `transpose(${matrixOf((i) => `${name}Fetch(${index(i, 0)})`)})`
    : matrixOf((i) => `${name}Fetch(${index(0, i)})`);
  const values = matrixOfValues((i, j) => `${name}Fetch(${index(j, i)})`);
  return {
    contiguous: o.contiguous,
    source: `
${fetchSource(name, o.variable, o.vectors)}
struct ${type} { outer : i32 };

fn ${name}Lines(outer : i32) -> ${type} {
  return ${type}(outer);
}

fn ${name}Index(outer : i32, inner : i32) -> i32 {
  let index = ${o.offset} + ${isAlong ? `outer * ${o.inner} + inner` : `inner * ${o.outer} + outer`};
  return select(-1, index, (outer < ${o.outer}) & (inner < ${o.inner}));
}

fn ${name}Block(lines : ${type}, inner : i32) -> mat4x4<f32> {
  return ${o.vectors ? vectors : values};
}
`,
  };
}
