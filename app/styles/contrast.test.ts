// The tokens against WCAG 2.2: words at least 4.5:1, lines and control edges at least 3:1, on every surface of both themes.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`\n${selector} {`);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/(--[\w-]+): (#[0-9a-f]{6});/g)].map((m) => [m[1]!, m[2]!]));
}

/** Relative luminance as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high! + 0.05) / (low! + 0.05);
}

const THEMES = [{ selector: ':root' }, { selector: ':root[data-theme="dark"]' }];
const SURFACES = ['page', 'panel', 'raised', 'inset', 'hover'].map((name) => `--surface-${name}`);
const PLAIN = ['page', 'panel', 'raised'].map((name) => `--surface-${name}`);
const ROLES = ['real', 'fake', 'd', 'encoder', 'neutral'].map((name) => `--role-${name}`);

/** Pairs of tokens whose contrast falls short, with the contrast. */
function tooFaint(
  selector: string,
  inks: readonly string[],
  papers: readonly string[],
  least: number,
): readonly string[] {
  const tokens = tokensOf(selector);
  return inks.flatMap((ink) =>
    papers.flatMap((paper) => {
      const value = contrast(tokens.get(ink)!, tokens.get(paper)!);
      return value >= least ? [] : [`${ink} on ${paper}: ${value.toFixed(2)}`];
    }),
  );
}

test('black on white has the contrast 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 10);
});

test.each(THEMES)('words reach 4.5:1 on every surface of $selector', ({ selector }) => {
  const roleInks = ROLES.map((role) => `${role}-ink`);
  const inks = ['--ink', '--ink-soft', ...roleInks, '--warning-ink', '--error-ink'];
  expect(tooFaint(selector, inks, SURFACES, 4.5)).toEqual([]);
  expect(tooFaint(selector, ['--ink-faint'], PLAIN, 4.5)).toEqual([]);
});

test.each(THEMES)(
  'lines and edges reach 3:1 on the plain surfaces of $selector',
  ({ selector }) => {
    expect(tooFaint(selector, [...ROLES, '--line-strong'], PLAIN, 3)).toEqual([]);
  },
);

test.each(THEMES)('words reach 4.5:1 on their own wash of $selector', ({ selector }) => {
  for (const name of [...ROLES, '--warning', '--error']) {
    expect(tooFaint(selector, [`${name}-ink`, '--ink'], [`${name}-wash`], 4.5)).toEqual([]);
  }
});
