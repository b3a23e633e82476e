// Texts of the components in app/components/data, in simplified Chinese.
import type { data as source } from '../en/data';

export const data: typeof source = {};
