import { describe, expect, it } from 'vitest';
import { type Finding, SYMPTOMS, type SymptomId } from '../../schema/health';
import type { ParamRecord } from '../../schema/params';
import type { Matrix } from '../metrics/matrix';
import { createStream } from '../rng';
import { assess, DETECTORS } from './assess';
import { confidenceOf } from './detector';
import type { HealthEvidence, Probe } from './probe';

const ROWS = 128;
const PARAMS: ParamRecord = { loss: 'nonSaturating', lrD: 0.001, lrG: 0.001, nCritic: 1 };

/** Points around `modes` places of a ring of eight. */
function ringPoints(name: string, modes: number, turn = 0): Matrix {
  const random = createStream(2, name);
  const noise = random.normals(2 * ROWS);
  const values = noise.map((value, i) => {
    const angle = ((Math.floor(i / 2) % modes) * 2 * Math.PI) / 8 + turn;
    return 2 * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle)) + 0.05 * value;
  });
  return { rows: ROWS, columns: 2, values };
}

const probe = (step: number, generated: Matrix, silent: Probe['silent'] = []): Probe => ({
  step,
  generated,
  silent,
});

const repeat = (value: number | ((i: number) => number), count = 300): Float32Array =>
  Float32Array.from({ length: count }, (_, i) => (typeof value === 'number' ? value : value(i)));

/** A run in good health: every mode, calm curves. */
function evidence(
  changes: Partial<HealthEvidence> = {},
  series: Record<string, Float32Array> = {},
): HealthEvidence {
  const generated = ringPoints('fake', 8);
  return {
    params: PARAMS,
    kind: 'points',
    history: {
      steps: Int32Array.from({ length: 300 }, (_, i) => i + 1),
      values: {
        dReal: repeat(0.6),
        dFake: repeat(0.4),
        gradNormD: repeat(1),
        gradNormG: repeat(1),
        ...series,
      },
    },
    probes: [
      probe(200, generated),
      probe(250, generated),
      probe(300, generated),
      probe(350, generated),
      probe(400, generated),
    ],
    real: ringPoints('real', 8),
    training: null,
    classes: null,
    ...changes,
  };
}

const symptomsOf = (from: HealthEvidence): readonly SymptomId[] =>
  assess(from).findings.map(({ symptom }) => symptom);

const probesOf = (samples: (i: number) => Matrix): HealthEvidence['probes'] =>
  [0, 1, 2, 3, 4, 5].map((i) =>
    probe(200 + 50 * i, samples(i)),
  ) as unknown as HealthEvidence['probes'];

const SICK: Readonly<Record<SymptomId, HealthEvidence>> = {
  discriminatorTooStrong: evidence({}, { dReal: repeat(0.995), dFake: repeat(0.005) }),
  vanishingGradient: evidence({}, { gradNormG: repeat((i) => (i < 100 ? 1 : 0.001)) }),
  modeCollapse: evidence({ probes: probesOf(() => ringPoints('fake', 1)) }),
  classCollapse: evidence({
    classes: {
      real: Array.from({ length: ROWS }, (_, i) => i % 4),
      generated: Array.from({ length: ROWS }, (_, i) => i % 4),
    },
    // Every fourth row the same, the others as the data.
    probes: probesOf(() => {
      const { values, ...shape } = ringPoints('fake', 8);
      return {
        ...shape,
        values: values.map((value, i) => (Math.floor(i / 2) % 4 === 0 ? 0.5 : value)),
      };
    }),
  }),
  oscillation: evidence({ probes: probesOf((i) => ringPoints('fake', 8, (i % 2) * 1.5)) }),
  memorisation: evidence({
    kind: 'images',
    training: { rows: ringPoints('fake', 8), apart: 0.05 },
  }),
  explodingGradient: evidence({}, { gradNormD: repeat((i) => (i < 100 ? 1 : 1.05 ** (i - 100))) }),
  deadUnits: evidence({
    probes: [probe(400, ringPoints('fake', 8), [{ layer: 'G 1-activation', share: 0.9 }])],
  }),
};

describe('health', () => {
  it('finds nothing in a run that covers every mode with calm curves', () => {
    expect(assess(evidence()).findings).toEqual([]);
  });

  it.each(SYMPTOMS)('finds %s, and only that, with the numbers that say so', (symptom) => {
    const report = assess(SICK[symptom]);
    expect(report.findings.map((finding) => finding.symptom)).toEqual([symptom]);
    const [finding] = report.findings as [Finding];
    expect(finding.confidence).toBeGreaterThan(0.5);
    for (const { value, threshold, suspicious } of finding.observations) {
      expect(suspicious === 'above' ? value > threshold : value < threshold).toBe(true);
    }
  });

  it('does not take two opposite modes of eight for all of them', () => {
    const halves = { rows: ROWS, columns: 2, values: new Float32Array(2 * ROWS) };
    const { values } = ringPoints('fake', 8);
    for (let i = 0; i < ROWS; i++) {
      const from = (i % 2) * 4 + 8 * Math.floor(i / 8);
      halves.values.set(values.subarray(2 * from, 2 * from + 2), 2 * i);
    }
    expect(symptomsOf(evidence({ probes: probesOf(() => halves) }))).toContain('modeCollapse');
  });

  it('takes images for collapsed where they are nearly one image, not where a blurred G begins to vary', () => {
    const shrunk = (scale: number): Matrix => {
      const { values, ...shape } = ringPoints('fake', 8);
      return { ...shape, values: values.map((value) => scale * value) };
    };
    const images = (scale: number) =>
      symptomsOf(evidence({ kind: 'images', probes: probesOf(() => shrunk(scale)) }));
    expect(images(0.02)).toEqual(['modeCollapse']);
    expect(images(0.5)).toEqual([]);
  });

  it('does not call samples collapsed while they move apart', () => {
    const spreading = probesOf((i) => {
      const { values, ...shape } = ringPoints('fake', 1);
      return { ...shape, values: values.map((value) => (1 + i) * 0.04 * value) };
    });
    const growing = probesOf((i) => {
      const { values, ...shape } = ringPoints('fake', 8);
      return { ...shape, values: values.map((value) => (1 + i) * 0.02 * value) };
    });
    expect(symptomsOf(evidence({ probes: spreading }))).toContain('modeCollapse');
    expect(symptomsOf(evidence({ kind: 'images', probes: growing }))).toEqual([]);
  });

  it('takes for oscillation what jumps back and forth most of the time, not what drifts or trembles', () => {
    const turning = (turns: (i: number) => number) =>
      symptomsOf(evidence({ probes: probesOf((i) => ringPoints('fake', 8, turns(i))) }));
    expect(turning((i) => (i === 3 ? 0 : (i % 2) * 2))).toEqual(['oscillation']);
    expect(turning((i) => 0.5 * i)).toEqual([]);
    expect(turning((i) => (i % 2) * 0.2)).toEqual([]);
  });

  it('is the surer of a share the closer it is to all', () => {
    const at = (value: number) =>
      confidenceOf([{ label: '', value, threshold: 0.99, suspicious: 'above', share: true }]);
    expect(at(0.99)).toBeCloseTo(0.5);
    expect(at(0.995)).toBeGreaterThan(0.7);
    expect(at(0.999)).toBe(1);
  });

  it('waits for four looks before it speaks of the samples', () => {
    const early = evidence({ probes: [probe(50, ringPoints('fake', 1))] });
    const report = assess(early);
    expect(report.findings).toEqual([]);
    const reasons = report.notJudged.filter(({ symptom }) => symptom === 'modeCollapse');
    expect(reasons[0]?.reason).toContain('needs 4 looks');
  });

  it('does not read logits of a critic as probabilities', () => {
    const critic = evidence(
      { params: { ...PARAMS, loss: 'wasserstein' } },
      { dReal: repeat(1), dFake: repeat(0) },
    );
    expect(symptomsOf(critic)).toEqual([]);
  });

  it('offers only settings that the run has and that would change', () => {
    for (const [symptom, sick] of Object.entries(SICK)) {
      const [finding] = assess(sick).findings;
      for (const [key, value] of Object.entries(finding?.remedy ?? {})) {
        expect(PARAMS, symptom).toHaveProperty(key);
        expect(PARAMS[key], symptom).not.toBe(value);
      }
    }
  });

  it('has a confidence of one half at the threshold and of one far beyond it', () => {
    const at = (value: number) =>
      confidenceOf([{ label: '', value, threshold: 2, suspicious: 'above' }]);
    expect(at(2)).toBeCloseTo(0.5);
    expect(at(20)).toBe(1);
    expect(at(4)).toBeGreaterThan(at(3));
    expect(confidenceOf([{ label: '', value: 0, threshold: 1, suspicious: 'below' }])).toBe(1);
  });

  it('describes every symptom of the vocabulary', () => {
    expect(Object.keys(DETECTORS)).toEqual([...SYMPTOMS]);
  });
});
