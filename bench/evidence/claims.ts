// Every claim that is held against experiments. A new one is a file in claims/ and a line here.

import type { Claim } from './claim';
import { GAN_RING_COVERAGE } from './claims/gan-ring-coverage';
import { GAN_VANISHING_GRADIENT } from './claims/gan-vanishing-gradient';

export const CLAIMS: readonly Claim[] = [GAN_RING_COVERAGE, GAN_VANISHING_GRADIENT];
