// `npm run evaluate`: measures the generator of a saved run.

import { METRICS } from '../../../lib/gan/metrics/registry';
import { EXIT, printLine, printNote, readOptions, runCommand, UsageError } from '../command';
import { measure } from '../measure';
import { prepare, requireMetrics, startSession } from '../session';

const HELP = `npm run evaluate -- --checkpoint FILE [options]

  --checkpoint FILE   a saved run, of the page or of npm run train
  --metrics A,B       ${Object.keys(METRICS).join(', ')} (all)
  --data FILE         the own images that the run was trained on; repeat it as in train
  --image-size N      as in train
  --backend ID        wasm, webgpu or cpu (wasm)

Prints {"summary": {"metrics": {…}}}; null stands for what these data do not define.`;

await runCommand(async (args) => {
  const { values } = readOptions(args, {
    checkpoint: { type: 'string' },
    metrics: { type: 'string' },
    data: { type: 'string', multiple: true },
    'image-size': { type: 'string' },
    backend: { type: 'string', default: 'wasm' },
  });
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  const { checkpoint, metrics } = values;
  if (checkpoint === undefined) throw new UsageError('--checkpoint is missing; name a saved run.');
  const ids = metrics === undefined ? Object.keys(METRICS) : metrics.split(',');
  const prepared = await prepare(values, {
    checkpoint: { option: 'checkpoint', path: checkpoint },
  });
  requireMetrics(prepared, ids);
  const { trainer, backend } = await startSession(prepared);
  const { source } = prepared;
  printLine({
    summary: {
      architecture: trainer.config.architecture,
      seed: trainer.config.seed,
      step: trainer.step,
      backend: backend.chosen,
      metrics: source.kind === 'points' ? await measure(trainer, source, ids) : {},
    },
  });
  return EXIT.ok;
});
