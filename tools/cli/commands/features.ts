// `npm run features`: trains the small networks whose features the metrics of images rest on.

import { join } from 'node:path';
import { FEATURE_RECIPES, type FeatureRecipeId } from '../../features/recipes';
import { trainFeatures } from '../../features/train';
import { ROOT, startNodeBackend } from '../../node-environment';
import {
  EXIT,
  type ExitCode,
  printLine,
  printNote,
  readOptions,
  runCommand,
  UsageError,
} from '../command';
import { readOwnData } from '../own-data';
import { startProgress } from '../progress';

const IDS = Object.keys(FEATURE_RECIPES);

const HELP = `npm run features -- train ID [options]

  train ID            train the network of ${IDS.join(', ')} and write it into public/features
    --steps N         instead of the recipe's
    --check FILE      labelled images of another origin to measure on; images, then labels
    --check-name TEXT what they are, for the manifest
    --out DIR         instead of public/features`;

const isRecipe = (id: string): id is FeatureRecipeId => Object.hasOwn(FEATURE_RECIPES, id);

async function readCheck(files: readonly string[], name: string) {
  if (files.length === 0) return null;
  const { images } = await readOwnData(files, 28);
  const { size: side, channels, count, pixels, labels } = images;
  if (labels === null)
    throw new UsageError('--check needs labels too; name their file after the images.');
  const values = Float32Array.from(pixels, (byte) => byte / 127.5 - 1);
  const targets = [Float32Array.from(labels)];
  return { name, images: { images: { count, side, channels, values }, targets } };
}

async function features(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readOptions(
    args,
    {
      steps: { type: 'string' },
      check: { type: 'string', multiple: true },
      'check-name': { type: 'string', default: 'the images of --check' },
      out: { type: 'string', default: join(ROOT, 'public/features') },
    },
    true,
  );
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  const [action, id, ...rest] = positionals;
  if (action !== 'train' || id === undefined || rest.length > 0 || !isRecipe(id)) {
    throw new UsageError(`It is train and one of ${IDS.join(', ')}; --help says more.`);
  }
  const steps = values.steps === undefined ? undefined : Number(values.steps);
  if (steps !== undefined && !(Number.isInteger(steps) && steps > 0)) {
    throw new UsageError(`--steps is ${values.steps}, but must be a whole number above 0.`);
  }
  const check = await readCheck(values.check ?? [], values['check-name']);
  await startNodeBackend('wasm');
  const progress = startProgress(steps ?? FEATURE_RECIPES[id].steps, 'step');
  const entry = await trainFeatures({
    id,
    outDir: values.out,
    steps,
    check,
    onStep: (done, _, loss) => progress.update(done, () => `loss ${loss.toFixed(3)}`),
  });
  progress.end();
  printLine({ summary: entry });
  return EXIT.ok;
}

await runCommand(features);
