import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../i18n/language';
import { createViewStore, parsePreferences, TABS, THEMES } from './view-store';

describe('preferences', () => {
  it('of a first visit follow the browser', () => {
    expect(parsePreferences(null, 'zh-CN')).toMatchObject({ language: 'zh-Hans', theme: 'system' });
    expect(parsePreferences(null, 'de-DE')).toMatchObject({ language: 'en', backend: 'auto' });
  });

  it('survive a reload, and a storage that throws costs nothing else', () => {
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => {
        kept.set(key, value);
      },
    };
    createViewStore(storage, 'en').setState({ theme: 'dark', language: 'zh-Hans' });
    expect(createViewStore(storage, 'en').getState()).toMatchObject({
      theme: 'dark',
      language: 'zh-Hans',
    });
    const broken = {
      getItem: () => {
        throw new Error('forbidden');
      },
      setItem: () => {
        throw new Error('full');
      },
    };
    const store = createViewStore(broken, 'en');
    store.setState({ projector: true });
    expect(store.getState().projector).toBe(true);
  });

  it('made of anything at all are valid', () => {
    const fields = ['language', 'theme', 'projector', 'tab', 'showAllParams', 'backend'];
    const text = fc.oneof(
      fc.string(),
      fc.json(),
      fc.dictionary(fc.constantFrom(...fields), fc.anything()).map((value) => {
        try {
          return JSON.stringify(value);
        } catch {
          return '';
        }
      }),
    );
    fc.assert(
      fc.property(text, (stored) => {
        const found = parsePreferences(stored, 'en');
        expect(LANGUAGES).toContain(found.language);
        expect(THEMES).toContain(found.theme);
        expect(TABS).toContain(found.tab);
        expect(typeof found.projector).toBe('boolean');
      }),
      { numRuns: 2000, seed: 1 },
    );
  });
});
