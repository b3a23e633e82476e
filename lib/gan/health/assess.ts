// All detectors over one run's evidence: the report that the page shows.

import type { Finding, HealthReport, SymptomId } from '../../schema/health';
import { discriminatorTooStrong, explodingGradient, vanishingGradient } from './curve-detectors';
import { confidenceOf, type Detector } from './detector';
import type { HealthEvidence } from './probe';
import {
  classCollapse,
  deadUnits,
  memorisation,
  modeCollapse,
  oscillation,
} from './sample-detectors';

export const DETECTORS: Readonly<Record<SymptomId, Detector>> = {
  discriminatorTooStrong,
  vanishingGradient,
  modeCollapse,
  classCollapse,
  oscillation,
  memorisation,
  explodingGradient,
  deadUnits,
};

/** The most certain finding first. */
export function assess(evidence: HealthEvidence): HealthReport {
  const findings: Finding[] = [];
  const judged: HealthReport['judged'][number][] = [];
  const notJudged: { symptom: SymptomId; reason: string }[] = [];
  for (const detector of Object.values(DETECTORS)) {
    const judgement = detector.judge(evidence);
    if (judgement.kind !== 'notJudged') {
      judged.push({ symptom: detector.id, observations: judgement.observations });
    }
    switch (judgement.kind) {
      case 'healthy':
        break;
      case 'notJudged':
        notJudged.push({ symptom: detector.id, reason: judgement.reason });
        break;
      case 'found':
        findings.push({
          symptom: detector.id,
          confidence: confidenceOf(judgement.observations),
          observations: judgement.observations,
          remedy: detector.remedyFor(evidence.params),
        });
        break;
    }
  }
  findings.sort((a, b) => b.confidence - a.confidence);
  const last = evidence.probes[evidence.probes.length - 1] ?? evidence.probes[0];
  return { step: last.step, findings, judged, notJudged };
}
