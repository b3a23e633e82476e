// The languages of the page, for the dictionary and for the stored preference.

export const LANGUAGES = ['en', 'zh-Hans'] as const;
export type Language = (typeof LANGUAGES)[number];
