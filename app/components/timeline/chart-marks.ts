// Change marks in words, one entry per step.

import type { ParamSpecs } from '../../../lib/schema/params';
import type { ChangeMark } from '../../../lib/schema/series';
import type { Texts } from '../../i18n/texts';
import { paramText } from '../recipe/param-text';
import type { ChartMark } from './CurveChart';

/** @param specs the settings of the run's architecture, which the marks name by key */
export function chartMarks(
  texts: Texts,
  specs: ParamSpecs,
  marks: readonly ChangeMark[],
): readonly ChartMark[] {
  const steps = [...new Set(marks.map(({ step }) => step))];
  return steps.map((step) => ({
    step,
    texts: marks
      .filter((mark) => mark.step === step)
      .map(({ key, from, to }) => {
        const spec = specs[key];
        return texts.timeline.change(
          spec === undefined ? key : texts.localise(spec.label),
          paramText(texts, spec, from),
          paramText(texts, spec, to),
        );
      }),
  }));
}
