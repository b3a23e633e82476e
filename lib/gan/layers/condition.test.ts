import { memory, ones, type Tensor, tensor, tidy, zeros } from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../tfjs/backends';
import { nodeEnvironment } from '../../tfjs/node-environment';
import { createStream } from '../rng';
import { samplingMode } from './layer';
import { type LayerSpec, type SequentialOptions, sequential } from './sequential';

const network = (
  inputShape: readonly number[],
  layers: readonly LayerSpec[],
  more: Partial<SequentialOptions> = {},
) =>
  sequential({
    name: 'N',
    inputShape,
    layers,
    initializer: { kind: 'normal', std: 1 },
    random: createStream(1, 'init'),
    purpose: 'training',
    ...more,
  });

const told = (values: readonly number[][]) =>
  samplingMode('batch', tensor(values.map((v) => [...v])));
const valuesOf = (x: Tensor): number[] => [...x.dataSync()];

beforeAll(async () => {
  await startBackend('cpu', nodeEnvironment());
});

describe('a condition', () => {
  const plain = (merge: 'concat' | 'multiply' | 'add', width: number): LayerSpec => ({
    kind: 'condition',
    width,
    layers: [],
    merge,
  });

  it('stands after the numbers of a row', () => {
    const n = network([2], [plain('concat', 3)]);
    expect(n.outputShape).toEqual([5]);
    const y = n.forward(tensor([[1, 2]]), told([[0, 1, 0]]));
    expect(valuesOf(y)).toEqual([1, 2, 0, 1, 0]);
  });

  it('becomes constant maps behind the channels of maps, the same at every pixel', () => {
    const n = network([2, 2, 1], [plain('concat', 2)]);
    expect(n.outputShape).toEqual([2, 2, 3]);
    const y = n.forward(zeros([1, 2, 2, 1]), told([[0.25, 0.75]]));
    expect(valuesOf(y)).toEqual([0, 0.25, 0.75, 0, 0.25, 0.75, 0, 0.25, 0.75, 0, 0.25, 0.75]);
  });

  it('multiplies and adds element by element', () => {
    const x = tensor([[1, 2]]);
    const mode = told([[3, 5]]);
    expect(valuesOf(network([2], [plain('multiply', 2)]).forward(x, mode))).toEqual([3, 10]);
    expect(valuesOf(network([2], [plain('add', 2)]).forward(x, mode))).toEqual([4, 7]);
  });

  it('scales whole channels of maps', () => {
    const y = network([2, 1, 2], [plain('multiply', 2)]).forward(
      ones([1, 2, 1, 2]),
      told([[3, 5]]),
    );
    expect(valuesOf(y)).toEqual([3, 5, 3, 5]);
  });

  it('goes through its own layers first, whose variables carry its name', () => {
    const n = network(
      [1],
      [
        {
          kind: 'condition',
          width: 2,
          layers: [{ kind: 'dense', units: 3, bias: false }],
          merge: 'concat',
        },
      ],
    );
    expect(n.outputShape).toEqual([4]);
    const [[name, kernel] = ['', null]] = n.variables.all();
    expect(name).toBe('0-condition/0-dense/kernel');
    const y = n.forward(tensor([[9]]), told([[0, 1]]));
    expect(valuesOf(y)).toEqual([9, ...valuesOf(kernel as Tensor).slice(3)]);
  });

  it('is asked for where a network needs one', () => {
    const n = network([2], [plain('concat', 3)]);
    expect(() => n.forward(tensor([[1, 2]]), samplingMode('batch'))).toThrow('given no condition');
  });

  it('that does not fit what it multiplies is refused when the network is built', () => {
    expect(() => network([2], [plain('multiply', 3)])).toThrow('cannot multiply');
  });

  it('comes from the columns of a whole row for a network that takes such rows', () => {
    const n = network([5], [plain('concat', 3), plain('concat', 3)], { inputColumns: 2 });
    const y = n.forward(tensor([[1, 2, 7, 8, 9]]), samplingMode('batch'));
    expect(valuesOf(y)).toEqual([1, 2, 7, 8, 9, 7, 8, 9]);
  });
});

describe('branches', () => {
  it('put their outputs side by side; an empty one hands its input on', () => {
    const n = network(
      [2],
      [{ kind: 'branches', branches: [[], [{ kind: 'dense', units: 1, bias: false }]] }],
    );
    expect(n.outputShape).toEqual([3]);
    const [[, kernel] = ['', null]] = n.variables.all();
    const [a = 0, b = 0] = valuesOf(kernel as Tensor);
    const y = valuesOf(n.forward(tensor([[2, 3]]), samplingMode('batch')));
    expect(y.slice(0, 2)).toEqual([2, 3]);
    expect(y[2]).toBeCloseTo(2 * a + 3 * b, 5);
  });

  it('flatten maps', () => {
    const n = network([2, 2, 1], [{ kind: 'branches', branches: [[], []] }]);
    expect(n.outputShape).toEqual([8]);
    expect(n.forward(ones([3, 2, 2, 1]), samplingMode('batch')).shape).toEqual([3, 8]);
  });

  it('count their weights and multiplications', () => {
    const head: LayerSpec[] = [{ kind: 'dense', units: 4, bias: true }];
    const [layer] = network([3], [{ kind: 'branches', branches: [head, head] }]).layers;
    expect([layer?.parameters, layer?.macs]).toEqual([2 * (3 * 4 + 4), 2 * 12]);
  });

  it('hold a batch together where one of them does', () => {
    const coupled = network([3], [{ kind: 'branches', branches: [[], [{ kind: 'batchNorm' }]] }]);
    expect(coupled.couplesSamples).toBe(true);
  });
});

describe('a dense layer', () => {
  it('that is blind from a number on does not see the inputs from there', () => {
    const n = network([3], [{ kind: 'dense', units: 2, bias: false, blindFrom: 1 }]);
    const before = memory().numTensors;
    const seen = tidy(() =>
      valuesOf(n.forward(tensor([[1, 5, -7]]), samplingMode('batch'))).concat(
        valuesOf(n.forward(tensor([[1, 0, 0]]), samplingMode('batch'))),
      ),
    );
    expect(memory().numTensors).toBe(before);
    expect(seen.slice(0, 2)).toEqual(seen.slice(2));
    expect(seen[0]).not.toBe(0);
  });
});
