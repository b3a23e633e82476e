// The table's arithmetic: binary operations with broadcasting, and functions of one number.

import {
  abs,
  add,
  cast,
  cos,
  cumsum,
  div,
  dropout,
  erf,
  exp,
  expm1,
  log,
  log1p,
  mul,
  neg,
  norm,
  pow,
  reciprocal,
  rsqrt,
  sin,
  slice,
  sqrt,
  square,
  squaredDifference,
  sub,
  type Tensor,
} from '@tensorflow/tfjs-core';
import { row } from './gradient-row';

/** Of the first three rows and, broadcast, the fourth. */
const broadcasting = (f: (a: Tensor, b: Tensor) => Tensor) => (x: Tensor) =>
  f(slice(x, [0, 0], [3, 3]), slice(x, [3, 0], [1, 3]));

const BINARY = [
  row('add with broadcasting', 'normal', [4, 3], null, broadcasting(add)),
  row(
    'sub with broadcasting',
    'normal',
    [4, 3],
    null,
    broadcasting((a, b) => sub(b, a)),
  ),
  row('mul with broadcasting', 'normal', [4, 3], null, broadcasting(mul)),
  row('div with broadcasting', 'positive', [4, 3], null, broadcasting(div)),
  row('squaredDifference with broadcasting', 'normal', [4, 3], 1, broadcasting(squaredDifference)),
  row('pow', 'positive', [3, 4], null, (x) => pow(x, 1.5)),
  row('pow of the exponent', 'normal', [3, 4], 2, (x) => pow(2, mul(x, 0.5))),
];

const UNARY = [
  row('neg', 'normal', [3, 4], null, neg),
  row('abs', 'apart', [3, 4], null, abs),
  row('square', 'normal', [3, 4], null, square),
  row('sqrt', 'positive', [3, 4], null, sqrt),
  row('rsqrt', 'positive', [3, 4], null, rsqrt),
  row('reciprocal', 'positive', [3, 4], null, reciprocal),
  row('exp', 'normal', [3, 4], 2, (x) => exp(mul(x, 0.5))),
  row('expm1', 'normal', [3, 4], null, (x) => expm1(mul(x, 0.5))),
  row('log', 'positive', [3, 4], null, log),
  row('log1p', 'positive', [3, 4], null, log1p),
  row('sin', 'normal', [3, 4], null, sin),
  row('cos', 'normal', [3, 4], null, cos),
  row('erf', 'normal', [3, 4], null, erf),
  row('cast', 'normal', [3, 4], null, (x) => mul(x, cast(x, 'float32'))),
  row('dropout', 'normal', [3, 4], null, (x) => dropout(x, 0.4, undefined, 7)),
  row('norm', 'normal', [3, 4], null, (x) => norm(x, 'euclidean', 1)),
  row('cumsum', 'normal', [3, 4], null, (x) => cumsum(x, 1)),
];

export const ARITHMETIC_ROWS = [...BINARY, ...UNARY];
