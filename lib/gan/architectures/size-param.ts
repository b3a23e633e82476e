// The model-size setting that every architecture offers.

import { SIZES, type SizeId } from '../../schema/catalog';
import { choice } from '../../schema/params';

const LABELS: Readonly<Record<SizeId, string>> = {
  nano: 'Nano',
  S: 'S',
  M: 'M',
  paper: 'Paper',
};

export const SIZE = choice({
  label: 'Model size',
  help: 'Sets the widths, and the settings that go with them: nano trains anywhere, paper is what the paper used.',
  group: 'model',
  live: false,
  options: SIZES.map((id) => ({ id, label: LABELS[id] })),
  default: 'S',
});
