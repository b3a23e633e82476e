// `npm run data`: lists data sets, installs real ones, and makes the embedded ones anew.

import { join } from 'node:path';
import { buildCatalog } from '../../../lib/gan/catalog';
import { buildDatasets } from '../../datasets/build';
import { installDataset } from '../../datasets/install';
import { INSTALLABLE_SETS } from '../../datasets/installable-sets';
import { DATASETS, installedDatasets, ROOT } from '../../node-environment';
import {
  EXIT,
  type ExitCode,
  printLine,
  printNote,
  readOptions,
  runCommand,
  UsageError,
} from '../command';
import { startProgress } from '../progress';

const HELP = `npm run data -- list | install ID | build

  list                what can be trained on, a line of JSON each
  install ID          download ${INSTALLABLE_SETS.map(({ id }) => id).join(', ')}, checked by sha256
    --mirror URL      another server that has the same files
  build               draw the embedded sets anew, byte for byte`;

async function list(): Promise<void> {
  const installed = await installedDatasets();
  for (const { id, label, info, installed: own, licence } of buildCatalog(installed).datasets) {
    printLine({ id, label, ...info, installed: own, licence });
  }
  const missing = INSTALLABLE_SETS.map(({ id }) => id).filter(
    (id) => !installed.some((entry) => entry.id === id),
  );
  printLine({ summary: { installed: installed.map(({ id }) => id), installable: missing } });
}

async function install(id: string, mirror: string | undefined): Promise<void> {
  let current = { name: '', progress: startProgress(1, 'bytes') };
  const entry = await installDataset(id, {
    outDir: DATASETS,
    ...(mirror !== undefined && { baseUrl: mirror.endsWith('/') ? mirror : `${mirror}/` }),
    log: printNote,
    onProgress: (name, done, total) => {
      if (name !== current.name) {
        current.progress.end();
        current = { name, progress: startProgress(total, 'bytes') };
      }
      current.progress.update(done, () => name);
    },
  });
  current.progress.end();
  printNote('Installed; the page lists it when it is built and opened again (npm start).');
  printLine({ summary: { id: entry.id, count: entry.count, files: entry.files } });
}

async function build(): Promise<void> {
  const entries = await buildDatasets({
    outDir: DATASETS,
    fontDir: join(ROOT, '.cache/fonts'),
    log: printNote,
  });
  printLine({ summary: { sets: entries.map(({ id, count, files }) => ({ id, count, files })) } });
}

async function data(args: readonly string[]): Promise<ExitCode> {
  const { values, positionals } = readOptions(args, { mirror: { type: 'string' } }, true);
  if (values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  const [action, id, ...rest] = positionals;
  if (values.mirror !== undefined && action !== 'install') {
    throw new UsageError('--mirror goes with install; leave it out.');
  }
  if (action === 'install' && id !== undefined && rest.length === 0)
    await install(id, values.mirror);
  else if (action === 'list' && id === undefined) await list();
  else if (action === 'build' && id === undefined) await build();
  else throw new UsageError('It is list, install ID or build; --help says more.');
  return EXIT.ok;
}

await runCommand(data);
