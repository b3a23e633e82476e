// Texts of the components in app/components/views, in simplified Chinese.
import type { views as source } from '../en/views';

export const views: typeof source = {};
