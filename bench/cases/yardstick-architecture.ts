// The frame of an architecture that exists only to be measured: it has the trainer's contract, and nothing for people.

import {
  type Architecture,
  type ArchitectureDefinition,
  defineArchitecture,
} from '../../lib/gan/architecture';
import type { ParamSpecs } from '../../lib/schema/params';

type Measured<S extends ParamSpecs> = Pick<
  ArchitectureDefinition<S>,
  'id' | 'params' | 'series' | 'create'
>;

export const yardstickArchitecture = <const S extends ParamSpecs>(
  measured: Measured<S>,
): Architecture =>
  defineArchitecture<S>({
    label: measured.id,
    year: 0,
    paper: { title: '', authors: '', arxiv: '' },
    branch: 'network',
    parents: [],
    summary: '',
    differences: [],
    presets: {},
    accepts: () => true,
    latents: () => [],
    views: () => [],
    ...measured,
  });
