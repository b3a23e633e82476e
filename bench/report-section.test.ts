import { expect, test } from 'vitest';
import type { CaseReport } from './report';
import { sectionOf, withSection } from './report-section';

const MACHINE = { processor: 'P', cores: 2, node: '20', platform: 'linux x64', date: '2025-01-02' };

const standing = (name: string, msPerStep: readonly number[], cannot: string | null = null) => ({
  name,
  msPerStep,
  medianMsPerStep: msPerStep[0] ?? Number.NaN,
  medianProcessorMs: Number.NaN,
  adapter: '',
  version: '1.13',
  cannot,
});

const REPORT: CaseReport = {
  id: 'mlp',
  pytorch: {
    case: 'mlp',
    rounds: 2,
    ours: standing('ours wasm', [4, 5]),
    others: [{ ...standing('PyTorch, threads: 1', [8, 4]), ratio: 0.5, processorRatio: 0.25 }],
  },
  places: [
    {
      place: 'wasm',
      counted: { ownCode: { kernels: 12 }, memory: { tensors: 3, heapBytes: 2e6, deviceBytes: 0 } },
      against: {
        case: 'mlp',
        rounds: 2,
        ours: standing('ours wasm', [4, 4]),
        others: [
          {
            ...standing('stock wasm', [], 'no kernel\nand a stack'),
            ratio: Number.NaN,
            processorRatio: Number.NaN,
          },
        ],
      },
    },
  ],
  program: { programMsPerStep: 0.5, dispatchesPerStep: 100, submitsPerStep: 1 },
};

test('a report becomes its ratio, times and counters', () => {
  const section = sectionOf('A GAN', REPORT, MACHINE);
  expect(section).toContain('**Ratio 0.50** (by round: 0.50, 1.25; of processor time: 0.25)');
  expect(section).toContain('| wasm | 4 | cannot: no kernel | – |');
  expect(section).toContain('| wasm | 12 | – → – |');
});

test('a section replaces its old self and nothing else', () => {
  const section = (text: string) => `<!-- bench: mlp -->\n${text}\n<!-- end of bench: mlp -->`;
  const first = withSection('# Title\n', 'mlp', section('one'));
  expect(first).toBe(`# Title\n\n${section('one')}\n`);
  const followed = `${first}\nAfter it.\n`;
  expect(withSection(followed, 'mlp', section('two'))).toBe(followed.replace('one', 'two'));
  expect(() => withSection('<!-- bench: mlp -->', 'mlp', section('two'))).toThrow(/markers/);
});
