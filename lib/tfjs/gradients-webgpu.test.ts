import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compareWithOracle, type OracleFigures, toleranceOf } from './gradient-oracle';
import { GRADIENT_TABLE } from './gradient-table';
import { useNodeGpu } from './webgpu/node-gpu';

const FIGURES: Readonly<Record<string, OracleFigures>> = JSON.parse(
  readFileSync(new URL('./fixtures/gradient-table.fixture.json', import.meta.url), 'utf8'),
);

describe('with the pack on WebGPU', () => {
  useNodeGpu();
  it.each(GRADIENT_TABLE)('$name agrees with PyTorch in value and both orders', async (row) => {
    const { value, first, second } = await compareWithOracle(row.f, FIGURES[row.name]!);
    expect(Math.max(value, first, second)).toBeLessThan(toleranceOf('webgpu', row.name));
  });
});
