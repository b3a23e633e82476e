import { describe, expect, it } from 'vitest';
import type { Claim } from './claim';
import { CLAIMS } from './claims';
import { type Evidence, sectionOf, withSection } from './document';

const CLAIM: Claim = {
  id: 'example',
  claim: 'More is more.',
  source: 'nobody 1900',
  refutedBy: 'Less.',
  arms: [
    {
      label: 'a',
      architecture: 'gan',
      data: { dataset: 'ring' },
      params: { nCritic: 2 },
      phases: [{ steps: 5 }],
    },
  ],
  measures: { score: { label: 'score', decimals: 1 } },
  measure: async () => ({ score: 1 }),
  judge: () => ({ verdict: 'supported', because: 'it is' }),
  quickShare: 0.1,
};

const evidence = (score: readonly number[], id = 'example'): Evidence => ({
  claim: { ...CLAIM, id },
  seeds: [1, 2],
  figures: { a: { score } },
  verdict: { verdict: 'refuted', because: '1 < 2' },
  command: 'npm run evidence -- example',
  machine: 'a machine',
  date: '2000-01-01',
  minutes: 3,
});

describe('docs/evidence.md', () => {
  it('states the claim, its refutation, the setting, the spread, and how to repeat it', () => {
    const section = sectionOf(evidence([1, 3]));
    for (const part of [
      'More is more.',
      'Would refute it: Less.',
      '**refuted**. 1 < 2.',
      '| a | gan on ring; nCritic 2; 5 steps | 2.0 ± 1.4 |',
      '`npm run evidence -- example`; a machine; 2000-01-01; 3 min',
    ]) {
      expect(section).toContain(part);
    }
  });

  it('shows the chart of a claim that has one', () => {
    const plain = evidence([1]);
    const chart = { title: 'Score', across: 'a', up: 'b', places: [], lines: [] };
    expect(sectionOf({ ...plain, claim: { ...CLAIM, chart } })).toContain(
      '![Score](images/evidence-example.svg)',
    );
    expect(sectionOf(plain)).not.toContain('![');
  });

  it('replaces a section in its place and leaves the others', () => {
    const two = withSection(withSection('', evidence([1])), evidence([5], 'other'));
    const again = withSection(two, evidence([9]));
    expect(again).toContain('| 9.0 |');
    expect(again).not.toContain('| 1.0 |');
    expect(again).toContain('| 5.0 |');
    expect(again.indexOf('## example')).toBeLessThan(again.indexOf('## other'));
    expect(withSection(again, evidence([9]))).toBe(again);
  });

  it('refuses a document whose markers are broken', () => {
    const broken = withSection('', evidence([1])).replace('<!-- end of evidence: example -->', '');
    expect(() => withSection(broken, evidence([1]))).toThrow('markers');
  });
});

describe('every claim', () => {
  it('has a name of its own', () => {
    expect(new Set(CLAIMS.map(({ id }) => id)).size).toBe(CLAIMS.length);
  });

  it.each(CLAIMS)('$id says what would refute it, and its arms differ', ({ refutedBy, arms }) => {
    expect(refutedBy.length).toBeGreaterThan(20);
    expect(new Set(arms.map(({ label }) => label)).size).toBe(arms.length);
  });
});
