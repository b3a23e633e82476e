// `npm run evaluate`: measures the generator of a saved run.

import { isMetricId, METRICS } from '../../../lib/gan/metrics/registry';
import type { ReportedMeasure } from '../../../lib/schema/metrics';
import { EXIT, printLine, printNote, readOptions, runCommand, UsageError } from '../command';
import { measureFigures, metricsFor, readFeaturesOption, valuesOf } from '../measure';
import { prepare, requireMetrics, startSession } from '../session';

const HELP = `npm run evaluate -- --checkpoint FILE [options]

  --checkpoint FILE   a saved run, of the page or of npm run train
  --metrics A,B       what to measure (all that fit the data): ${Object.keys(METRICS).join(', ')}
  --data FILE         the own images that the run was trained on; repeat it as in train
  --image-size N      as in train
  --features FILE     feature weights to measure with instead of the library's; "own" trains a classifier on the labels
  --backend ID        wasm, webgpu or cpu (wasm)

Prints {"summary": {"metrics": {…}, "figures": […]}}; null stands for what these data do not define. Figures name the features that
they rest on, and say how far other samples would move them.`;

type Measured = ReportedMeasure & { readonly kind: 'measured' };

/** The parts of a figure that a script may want, without the empty ones. */
const describeFigure = ({
  id,
  name,
  value,
  samples,
  tooFew,
  spread,
  parts,
  confusion,
}: Measured) => ({
  id,
  name,
  value,
  samples,
  ...(tooFew && { tooFew }),
  ...(spread !== null && { standardDeviation: spread.standardDeviation, by: spread.method }),
  ...(parts.length > 0 && { parts }),
  ...(confusion !== null && { confusion }),
});

await runCommand(async (args) => {
  const { values } = readOptions(args, {
    checkpoint: { type: 'string' },
    metrics: { type: 'string' },
    data: { type: 'string', multiple: true },
    'image-size': { type: 'string' },
    features: { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  const { checkpoint, metrics } = values;
  if (checkpoint === undefined) throw new UsageError('--checkpoint is missing; name a saved run.');
  const prepared = await prepare(values, {
    checkpoint: { option: 'checkpoint', path: checkpoint },
  });
  const { source } = prepared;
  const ids = metrics === undefined ? metricsFor(source.kind) : metrics.split(',');
  requireMetrics(prepared, ids);
  const { trainer, backend } = await startSession(prepared);
  const { given, summary } = await readFeaturesOption(values.features, trainer);
  const found = await measureFigures(trainer, source, ids.filter(isMetricId), given);
  printLine({
    summary: {
      architecture: trainer.config.architecture,
      seed: trainer.config.seed,
      step: trainer.step,
      backend: backend.chosen,
      ...(summary !== null && { features: summary }),
      metrics: valuesOf(found),
      figures: found.flatMap((metric) =>
        metric.kind === 'measured' ? [describeFigure(metric)] : [],
      ),
    },
  });
  return EXIT.ok;
});
