import { describe, expect, it } from 'vitest';
import { LANGUAGES } from './language';
import { loadTexts, textsOf } from './load-texts';

describe('the texts of a language', () => {
  it('are English until they have come, and then their own', async () => {
    expect(textsOf('zh-Hans').language).toBe('en');
    for (const language of LANGUAGES) {
      await loadTexts(language);
      expect(textsOf(language).language).toBe(language);
    }
    expect(textsOf('zh-Hans').shell.brand).toBeTypeOf('string');
    const error = { code: 'backend.unavailable', details: { backend: 'webgl', reason: 'noWebGl' } };
    expect(textsOf('zh-Hans').errorText({ ...error, message: 'E' } as never)).toMatch(/WebGL/i);
  });
});
