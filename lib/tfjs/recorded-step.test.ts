import {
  add,
  clone,
  dispose,
  fill,
  keep,
  memory,
  mul,
  square,
  sum,
  type Tensor,
  tensor,
  tidy,
  type Variable,
  variable,
} from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { emaUpdate } from './adam';
import { hostInput, noteHostRead } from './host-input';
import { RecordedStep } from './recorded-step';
import { useNodeGpu } from './webgpu/node-gpu';

const made = (values: number[]): Variable => tidy(() => variable(tensor(values)));
const valuesOf = async (x: Tensor): Promise<number[]> => [...(await x.data())];

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
async function five(run: () => Tensor | null): Promise<number[][]> {
  const results: number[][] = [];
  for (let i = 0; i < 5; i++) {
    const result = run();
    if (result === null) throw new Error('no result');
    results.push(await valuesOf(result));
    result.dispose();
  }
  return results;
}

describe('a recorded step', () => {
  useNodeGpu();

  it('computes with what the host gives by then, and with the variable as it is by then', async () => {
    const { steps, run, next } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: next() }], 0.5);
        return keep(mul(p, 2));
      });
    expect(await five(() => run(step))).toEqual([
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

  it('moves a variable that it assigns in place of its own', async () => {
    const { steps, run, next } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        p.assign(add(mul(p, 0.5), next()));
        return keep(square(p));
      });
    await five(() => run(step));
    expect(steps.report.replayed).toBe(2);
    // Σ k/2^(5-k), and Σ 1/2^k.
    expect(await valuesOf(p)).toEqual([8.0625, 1.9375]);
    dispose(p);
    steps.dispose();
  });

  it('leaves clones alone that were taken between replays', async () => {
    const { run, next, steps } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: next() }], 0);
        return keep(mul(p, 1));
      });
    await five(() => run(step));
    const taken = clone(p);
    await five(() => run(step));
    expect(steps.report.replayed).toBe(7);
    expect(await valuesOf(taken)).toEqual([5, 1]);
    expect(await valuesOf(p)).toEqual([10, 1]);
    dispose([p, taken]);
    steps.dispose();
  });

  it('is recorded anew when a variable is assigned from outside', async () => {
    const { run, next, steps } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: next() }], 0.5);
        return keep(mul(p, 1));
      });
    await five(() => run(step));
    const loaded = tensor([64, 64]);
    p.assign(loaded);
    loaded.dispose();
    const results = await five(() => run(step));
    expect(results[0]).toEqual([35, 32.5]);
    expect(results[4]).toEqual([(35 + 7) / 16 + 8 / 8 + 9 / 4 + 10 / 2, 1 + 63 / 32]);
    expect(steps.report).toMatchObject({ eager: 2, recorded: 4, replayed: 4 });
    dispose(p);
    steps.dispose();
  });

  it('lives beside steps of another kind, and not beside those of another scope', async () => {
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
      reason: 'command 0 (binary Multiply) works on other data',
      step: ({ elsewhere }, { tensor: before }) => {
        elsewhere.count += 1;
        return mul(before, tensor([elsewhere.count, 0]));
      },
      expected: [1, 2, 3, 4, 5],
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
        void x.data();
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

  it.each(REFUSED)(
    'is never replayed, and right, where $reason',
    async ({ reason, step, expected }) => {
      const of = bench();
      const ones = () => keep(fill([2], 1));
      const before = { tensor: ones(), pile: [ones(), ones(), ones(), ones(), ones()] };
      const results = await five(() => of.run(() => tidy(() => keep(step(of, before)))));
      expect(results.map(([first]) => first)).toEqual(expected);
      expect(of.steps.report).toMatchObject({ eager: 1, recorded: 4, replayed: 0 });
      expect(Object.keys(of.steps.report.refusals)).toContain(reason);
      before.tensor.dispose();
      of.steps.dispose();
    },
  );

  it('that throws leaves the backend as it was', async () => {
    const { run, next, steps } = bench();
    const step = (fail: boolean) => () =>
      tidy(() => {
        const x = mul(next(), 2);
        if (fail) throw new Error('on purpose');
        return keep(add(x, 1));
      });
    run(step(false))?.dispose();
    expect(() => run(step(true))).toThrow('on purpose');
    expect(await five(() => run(step(false)))).toEqual([7, 9, 11, 13, 15].map((v) => [v, 3]));
    expect(steps.report).toMatchObject({ replayed: 3 });
    steps.dispose();
  });

  it('holds no more memory after two thousand replays', async () => {
    const { run, next, steps } = bench();
    const p = made([0, 0]);
    const step = () =>
      tidy(() => {
        emaUpdate([{ shadow: p, source: square(next()) }], 0.5);
        return keep(sum(p));
      });
    const many = async (count: number) => {
      for (let i = 1; i <= count; i++) {
        const result = run(step);
        if (i % 50 === 0) await result?.data();
        result?.dispose();
      }
    };
    await many(100);
    const before = memory();
    await many(2000);
    expect(memory()).toEqual(before);
    dispose(p);
    steps.dispose();
  });
});
