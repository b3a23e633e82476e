// Variables of several networks under one roof: what one optimiser moves and one loss is differentiated by, where networks
// play as one player, such as a generator and its encoder.

import type { Variables } from './variables';

/** What an optimiser and a gradient need of a store. */
export type VariableSet = Pick<Variables, 'get' | 'trainable'>;

/** Names become `<part>/<name>`. */
export function jointVariables(parts: Readonly<Record<string, Variables>>): VariableSet {
  return {
    trainable: () =>
      Object.entries(parts).flatMap(([part, variables]) =>
        variables.trainable().map(([name, value]) => [`${part}/${name}`, value] as const),
      ),
    get(name) {
      const [part = ''] = name.split('/', 1);
      const variables = parts[part];
      if (variables === undefined) throw new Error(`no variable ${name}`);
      return variables.get(name.slice(part.length + 1));
    },
  };
}
