// The settings of a G that is told a class by any way but label branches, for architectures whose bodies are the common ones.

import { choice, defaultsOf, type ParamValues } from '../../schema/params';
import { BASE_PARAMS } from './base-networks';
import { CONDITIONAL_NETWORK_PARAMS, type ConditionalNetworkParams } from './conditional-networks';

const { conditioning, embedding } = CONDITIONAL_NETWORK_PARAMS;

export const UNBRANCHED_PARAMS = {
  conditioning: choice({
    label: conditioning.label,
    help: conditioning.help,
    group: 'model',
    live: false,
    options: [
      { id: 'maps', label: 'At every layer, as it is' },
      { id: 'concat', label: 'Beside the input, as it is' },
      { id: 'embed', label: 'Beside the input, as learned numbers' },
      { id: 'multiply', label: 'Times the input, as learned factors' },
    ],
    default: 'maps',
  }),
  embedding,
  ...BASE_PARAMS,
} as const;

type UnbranchedParams = ParamValues<typeof UNBRANCHED_PARAMS>;

/** Complete for the networks of cgan; its label branches are at rest. */
export const asConditional = <P extends UnbranchedParams>(
  params: P,
): P & Omit<ConditionalNetworkParams, keyof P> => ({
  ...defaultsOf(CONDITIONAL_NETWORK_PARAMS),
  ...params,
});
