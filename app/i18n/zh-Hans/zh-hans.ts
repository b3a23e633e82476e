// The simplified Chinese dictionary.

import type { Dictionary } from '../en/en';
import { controls } from './controls';
import { data } from './data';
import { dialogs } from './dialogs';
import { explore } from './explore';
import { latent } from './latent';
import { measures } from './measures';
import { notices } from './notices';
import { recipe } from './recipe';
import { shell } from './shell';
import { timeline } from './timeline';
import { views } from './views';

export const ZH_HANS: Dictionary = {
  controls,
  data,
  dialogs,
  explore,
  latent,
  measures,
  notices,
  recipe,
  shell,
  timeline,
  views,
};
