import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareWithOracle, type OracleFigures, toleranceOf } from './gradient-oracle';
import { GRADIENT_TABLE } from './gradient-table';
import { type PenaltyFixture, penaltyCases, penaltyError } from './penalty-networks';
import { useNodeGpu } from './webgpu/node-gpu';

const fixture = (name: string) =>
  JSON.parse(readFileSync(new URL(`./fixtures/${name}.fixture.json`, import.meta.url), 'utf8'));

const FIGURES: Readonly<Record<string, OracleFigures>> = fixture('gradient-table');
const PENALTIES: PenaltyFixture = fixture('penalties');

/** As on the other backends. */
const PENALTY_TOLERANCE = 1e-3;

// In one file, since half of the time is spent on compiling programs that both use.
describe('on WebGPU, with the pack,', () => {
  useNodeGpu();
  it.each(GRADIENT_TABLE)('$name agrees with PyTorch in value and both orders', async (row) => {
    const { value, first, second } = await compareWithOracle(row.f, FIGURES[row.name]!);
    expect(Math.max(value, first, second)).toBeLessThan(toleranceOf('webgpu', row.name));
  });
  it.each(penaltyCases(PENALTIES))(
    '$penalty through $activation, $style, agrees with double backward in PyTorch',
    async (one) => {
      expect(await penaltyError(PENALTIES, one)).toBeLessThan(PENALTY_TOLERANCE);
    },
  );
});
