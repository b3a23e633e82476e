// A D that is told nothing and has two heads on one trunk: is it real, and which class is it.
// Source: Odena et al. 2017, appendix A (arXiv:1610.09585), whose last layer of 11 numbers these heads are.

import type { DataInfo } from '../../schema/data';
import type { CreateContext, Network } from '../architecture';
import { classNames } from '../datasets/classes';
import { sequential } from '../layers/sequential';
import { headsLayer } from '../training/class-head';
import { type BaseParams, baseInitializer, sampleShape, trunkLayers } from './base-networks';

/** From samples to [verdict | class logits]. */
export function classHeadDiscriminator(
  data: DataInfo,
  params: BaseParams,
  context: CreateContext,
): Network {
  return sequential({
    name: 'D',
    inputShape: sampleShape(data),
    layers: [...trunkLayers(data, params), headsLayer(classNames(data).length)],
    initializer: baseInitializer(data),
    random: context.random,
    purpose: context.purpose,
  });
}
