// `npm run catalog`: everything the library offers, as one JSON object.

import { buildCatalog } from '../../../lib/gan/catalog';
import { installedDatasets } from '../../node-environment';
import { EXIT, printLine, printNote, readOptions, runCommand } from '../command';

const HELP = `npm run catalog

Prints one line of JSON: {architectures, losses, regularizers, datasets, metrics}, each a list of objects with an id.`;

await runCommand(async (args) => {
  if (readOptions(args, {}).values.help) {
    printNote(HELP);
    return EXIT.ok;
  }
  printLine(buildCatalog(await installedDatasets()));
  return EXIT.ok;
});
