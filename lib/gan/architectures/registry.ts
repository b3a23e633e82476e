// Every architecture, one line each. Adding one here makes it appear in the page, the command line and the contract test.

import { PlaygroundError } from '../../schema/errors';
import type { Architecture } from '../architecture';
import { acgan } from './acgan';
import { bigan } from './bigan';
import { cgan } from './cgan';
import { dcgan } from './dcgan';
import { gan } from './gan';
import { infogan } from './infogan';
import { rgan } from './rgan';
import { sgan } from './sgan';

export const ARCHITECTURES = {
  gan,
  dcgan,
  cgan,
  acgan,
  infogan,
  sgan,
  bigan,
  rgan,
} as const satisfies Readonly<Record<string, Architecture>>;

export type ArchitectureId = keyof typeof ARCHITECTURES;

/** @throws PlaygroundError config.unknownChoice */
export function architectureById(id: string): Architecture {
  const found = Object.values(ARCHITECTURES).find((architecture) => architecture.id === id);
  if (found === undefined) {
    throw new PlaygroundError('config.unknownChoice', {
      key: 'architecture',
      value: id,
      allowed: Object.keys(ARCHITECTURES),
    });
  }
  return found;
}
