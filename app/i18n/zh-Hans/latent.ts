// Texts of the components in app/components/latent, in simplified Chinese.
import type { latent as source } from '../en/latent';

export const latent: typeof source = {};
