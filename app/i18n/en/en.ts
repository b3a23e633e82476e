// The English dictionary; its shape is what every other language must provide.

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

export const EN = {
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

export type Dictionary = typeof EN;
