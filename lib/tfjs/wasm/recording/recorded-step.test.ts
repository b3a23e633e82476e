import {
  add,
  clone,
  concat,
  dispose,
  engine,
  fill,
  keep,
  memory,
  mul,
  reshape,
  square,
  sum,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { adamCoefficients, adamUpdate, emaUpdate } from '../../adam';
import { startBackend } from '../../backends';
import { hostInput, noteHostRead } from '../../host-input';
import { nodeEnvironment } from '../../node-environment';
import { biasActivationGradient } from '../../ops/bias-activation';
import { runOne } from '../../ops/custom-kernel';
import { RecordedStep } from '../../recorded-step';

const made = (values: number[]): Variable => tidy(() => variable(tensor(values)));
const valuesOf = (x: Tensor): number[] => [...x.dataSync()];

/** A counter of the host that a step may draw from, and steps over it. */
function bench() {
  const host = { count: 0 };
  const elsewhere = { count: 0 };
  const steps = new RecordedStep<null>(() => String(host.count));
  const scope = {};
  return {
    host,
    /** One that nobody knows of. */
    elsewhere,
    steps,
    run: (step: () => Tensor | null, kind = '', within: object = scope) =>
      steps.run(within, kind, () => ({ values: step(), note: null })).values,
    next: (): Tensor => hostInput([2], () => Float32Array.of(++host.count, 1)),
  };
}

/** Runs a step five times and returns what each gave. */
const five = (run: () => Tensor | null): number[][] =>
  Array.from({ length: 5 }, () => {
    const result = run();
    if (result === null) throw new Error('no result');
    const values = valuesOf(result);
    result.dispose();
    return values;
  });

beforeAll(async () => {
  await startBackend('wasm', nodeEnvironment());
});

describe('a step recorded on wasm', () => {
  it('computes with what the host gives by then, and with the variable as it is by then', () => {
    const { steps, run, next } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: next() }], 0.5);
        return keep(mul(p, 2));
      });
    expect(five(() => run(step))).toEqual([
      [1, 1],
      [2.5, 1.5],
      [4.25, 1.75],
      [6.125, 1.875],
      [8.0625, 1.9375],
    ]);
    expect(steps.report).toEqual({ eager: 1, recorded: 2, replayed: 2, refusals: {} });
    dispose(p);
    steps.dispose();
  });

  it('takes lists of tensors, several outputs, constants and other shapes of the same bytes', () => {
    const { steps, run, next } = bench();
    const step = () =>
      tidy(() => {
        const x = concat([reshape(next(), [1, 2]), tensor([[3, 4]])]);
        const activation = { activation: 'relu', alpha: 0 } as const;
        const [dx, dbias] = biasActivationGradient(x, x, activation);
        return keep(add(mul(dx, 10), dbias));
      });
    expect(five(() => run(step)).at(-1)).toEqual([58, 15, 38, 45]);
    expect(steps.report.replayed).toBe(2);
    steps.dispose();
  });

  it('gives updates the numbers of the host by then', () => {
    const { steps, run } = bench();
    const eager = { ...bench(), count: 0 };
    eager.steps.enabled = false;
    const results = [{ steps, run }, eager].map((of) => {
      let t = 0;
      const [p, m, v] = [made([1, 2]), made([0, 0]), made([0, 0])] as [
        Variable,
        Variable,
        Variable,
      ];
      const step = () =>
        tidy(() => {
          const at = () => ({ learningRate: 0.1 / ++t, beta1: 0.5, beta2: 0.9, epsilon: 1e-8, t });
          adamUpdate([{ variable: p, m, v, gradient: square(p) }], adamCoefficients(at));
          return keep(mul(p, 1));
        });
      const values = five(() => of.run(step));
      dispose([p, m, v]);
      return values;
    });
    expect(results[0]).toEqual(results[1]);
    expect(steps.report.replayed).toBe(2);
    steps.dispose();
  });

  it('moves a variable that it assigns', () => {
    const { steps, run, next } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        p.assign(add(mul(p, 0.5), next()));
        return keep(square(p));
      });
    five(() => run(step));
    expect(steps.report.replayed).toBe(2);
    // Σ k/2^(5-k), and Σ 1/2^k.
    expect(valuesOf(p)).toEqual([8.0625, 1.9375]);
    dispose(p);
    steps.dispose();
  });

  it('leaves clones alone that were taken between replays', () => {
    const { run, next, steps } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: next() }], 0);
        return keep(mul(p, 1));
      });
    five(() => run(step));
    const taken = clone(p);
    five(() => run(step));
    expect(steps.report.replayed).toBe(7);
    expect(valuesOf(taken)).toEqual([5, 1]);
    expect(valuesOf(p)).toEqual([10, 1]);
    dispose([p, taken]);
    steps.dispose();
  });

  it('goes on from what a variable was assigned from outside', () => {
    const { run, next, steps } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: next() }], 0.5);
        return keep(mul(p, 1));
      });
    five(() => run(step));
    const loaded = tensor([64, 64]);
    p.assign(loaded);
    loaded.dispose();
    expect(five(() => run(step))[0]).toEqual([35, 32.5]);
    expect(steps.report).toMatchObject({ eager: 1, recorded: 2, replayed: 7 });
    dispose(p);
    steps.dispose();
  });

  it('is recorded anew when a tensor from outside is gone', () => {
    const { run, next, steps } = bench();
    const before = { tensor: keep(fill([2], 2)) };
    const step = () => tidy(() => keep(mul(before.tensor, next())));
    five(() => run(step));
    before.tensor.dispose();
    before.tensor = keep(fill([2], 3));
    expect(five(() => run(step)).at(-1)).toEqual([30, 3]);
    expect(steps.report).toMatchObject({ eager: 2, recorded: 4, replayed: 4 });
    before.tensor.dispose();
    steps.dispose();
  });

  it('lives beside steps of another kind, and not beside those of another scope', () => {
    const { run, next, steps } = bench();
    const step = () => tidy(() => keep(mul(next(), 1)));
    for (const kind of ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'b']) run(step, kind)?.dispose();
    expect(steps.report).toMatchObject({ eager: 2, recorded: 4, replayed: 2 });
    run(step, 'a', {})?.dispose();
    expect(steps.report).toMatchObject({ eager: 3, replayed: 2 });
    steps.dispose();
  });

  interface Refused {
    readonly reason: string;
    /** Of a bench, and tensors of ones that are there before the step. */
    step(of: ReturnType<typeof bench>, before: { tensor: Tensor; readonly pile: Tensor[] }): Tensor;
    /** First element of each of five steps. */
    readonly expected: readonly number[];
  }

  const REFUSED: readonly Refused[] = [
    {
      reason: 'entry 0 (Multiply a,b) works on other data',
      step: ({ elsewhere }, { tensor: before }) => {
        elsewhere.count += 1;
        return mul(before, tensor([elsewhere.count, 0]));
      },
      expected: [1, 2, 3, 4, 5],
    },
    {
      reason: 'entry 0 (LeakyRelu x) has other attributes',
      step: ({ elsewhere }, { tensor: before }) => {
        elsewhere.count += 1;
        return runOne('LeakyRelu', { x: mul(before, 1) }, { alpha: elsewhere.count });
      },
      expected: [1, 1, 1, 1, 1],
    },
    {
      reason: 'the host drew random numbers or data outside of a host input',
      step: ({ host, next }) => {
        host.count += 1;
        return mul(next(), 1);
      },
      expected: [2, 4, 6, 8, 10],
    },
    {
      reason: 'epoch was read outside of a host input',
      step: ({ next }) => {
        noteHostRead('epoch');
        return mul(next(), 1);
      },
      expected: [1, 2, 3, 4, 5],
    },
    {
      reason: 'the step reads results back',
      step: ({ next }) => {
        const x = mul(next(), 1);
        x.dataSync();
        return mul(x, 1);
      },
      expected: [1, 2, 3, 4, 5],
    },
    {
      reason: 'a tensor outlives the step',
      step: ({ next }, before) => {
        const x = next();
        before.tensor.dispose();
        before.tensor = keep(mul(x, 3));
        return mul(x, 1);
      },
      expected: [1, 2, 3, 4, 5],
    },
    {
      reason: 'a tensor from before the step ended in it',
      step: ({ next }, before) => {
        const used = before.pile.pop() as Tensor;
        const result = add(used, next());
        used.dispose();
        return result;
      },
      expected: [2, 3, 4, 5, 6],
    },
    {
      reason: 'the result shares its memory',
      step: (_, before) => clone(before.tensor),
      expected: [1, 1, 1, 1, 1],
    },
  ];

  it.each(REFUSED)('is never replayed, and right, where $reason', ({ reason, step, expected }) => {
    const of = bench();
    const ones = () => keep(fill([2], 1));
    const before = { tensor: ones(), pile: [ones(), ones(), ones(), ones(), ones()] };
    const results = five(() => of.run(() => tidy(() => keep(step(of, before)))));
    expect(results.map(([first]) => first)).toEqual(expected);
    expect(of.steps.report).toMatchObject({ eager: 1, recorded: 4, replayed: 0 });
    expect(Object.keys(of.steps.report.refusals).join()).toContain(
      reason.replace(/^entry \d+ /, ''),
    );
    dispose([before.tensor, ...before.pile]);
    of.steps.dispose();
  });

  it('that throws leaves the backend as it was', () => {
    const { run, next, steps } = bench();
    const step = (fail: boolean) => () =>
      tidy(() => {
        const x = mul(next(), 2);
        if (fail) throw new Error('on purpose');
        return keep(add(x, 1));
      });
    run(step(false))?.dispose();
    expect(() => run(step(true))).toThrow('on purpose');
    expect(five(() => run(step(false)))).toEqual([7, 9, 11, 13, 15].map((v) => [v, 3]));
    expect(steps.report).toMatchObject({ replayed: 3 });
    steps.dispose();
  });

  it('holds no memory after replays, and none at all when it is over', () => {
    const inUse = () => ({ ...memory(), records: engine().backend.numDataIds() });
    const empty = inUse();
    const { run, next, steps } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: square(next()) }], 0.5);
        return keep(sum(mul(p, 0.3)));
      });
    const many = (count: number) => {
      for (let i = 1; i <= count; i++) run(step)?.dispose();
    };
    many(10);
    const before = inUse();
    many(100);
    expect(inUse()).toEqual(before);
    dispose(p);
    steps.dispose();
    expect(inUse()).toEqual(empty);
  });
});
