// A claim's figures as a picture: means over the seeds with their sample deviations as bars, one line per measure, one place per
// arm. SVG as text, so that it needs no canvas and a change of figures shows in a diff. It has a ground of its own, for pages
// of either colour.

import { type ClaimChart, type Figures, figuresOf } from './claim';
import { spreadOf } from './statistics';

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 64;
const RIGHT = 16;
const TOP = 64;
const BOTTOM = 52;
/** Half the width of a bar's ends. */
const CAP = 5;
/** Lines stand so far apart at a place, so that their bars do not hide each other. */
const APART = 10;
/** Dark on white; told apart by shape as well. */
const COLOURS = ['#0b6e4f', '#b3541e', '#3b5b92'] as const;
const INK = '#222222';
const FAINT = '#dddddd';

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

const at = (value: number): string => value.toFixed(1);

/** Even figures from just below the least value to just above the greatest. */
export function ticksOver(least: number, greatest: number): readonly number[] {
  const range = greatest - least || 1;
  const rough = range / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough) ?? 10);
  const [first, last] = [Math.floor(least / step), Math.ceil(greatest / step)];
  return Array.from({ length: Math.max(1, last - first) + 1 }, (_, i) => (first + i) * step);
}

interface Mark {
  readonly x: number;
  readonly mean: number;
  readonly deviation: number;
}

/** The text of the picture. */
export function chartSvg(chart: ClaimChart, figures: Readonly<Record<string, Figures>>): string {
  const { places, lines } = chart;
  const spacing = (WIDTH - LEFT - RIGHT) / places.length;
  const placeX = (place: number): number => LEFT + spacing * (place + 0.5);
  const marks = lines.map(({ measure }, line): readonly Mark[] =>
    places.map(({ arm }, place) => ({
      x: placeX(place) + APART * (line - (lines.length - 1) / 2),
      ...spreadOf(figuresOf(figures, arm, measure)),
    })),
  );
  const ends = marks.flat().flatMap(({ mean, deviation }) => [mean - deviation, mean + deviation]);
  const ticks = ticksOver(Math.min(...ends), Math.max(...ends));
  const [low = 0, high = 1] = [ticks[0], ticks.at(-1)];
  const y = (value: number): number =>
    TOP + ((high - value) / (high - low)) * (HEIGHT - TOP - BOTTOM);
  const decimals = Math.max(0, -Math.floor(Math.log10((high - low) / (ticks.length - 1)) + 1e-9));
  const text = (x: number, atY: number, content: string, more: string): string =>
    `<text x="${at(x)}" y="${at(atY)}" ${more}>${escaped(content)}</text>`;
  const line = (x1: number, y1: number, x2: number, y2: number, colour: string): string =>
    `<line x1="${at(x1)}" y1="${at(y1)}" x2="${at(x2)}" y2="${at(y2)}" stroke="${colour}"/>`;

  const grid = ticks.flatMap((tick) => [
    line(LEFT, y(tick), WIDTH - RIGHT, y(tick), FAINT),
    text(LEFT - 8, y(tick) + 4, tick.toFixed(decimals), 'text-anchor="end"'),
  ]);
  const names = places.map(({ label }, place) =>
    text(placeX(place), HEIGHT - BOTTOM + 18, label, 'text-anchor="middle"'),
  );
  const dot = (index: number, x: number, atY: number, colour: string): string =>
    index % 2 === 0
      ? `<circle cx="${at(x)}" cy="${at(atY)}" r="4" fill="${colour}"/>`
      : `<rect x="${at(x - 4)}" y="${at(atY - 4)}" width="8" height="8" fill="${colour}"/>`;
  const drawn = marks.flatMap((own, index) => {
    const colour = COLOURS[index % COLOURS.length] ?? INK;
    const path = own.map(({ x, mean }) => `${at(x)},${at(y(mean))}`).join(' ');
    const bars = own.flatMap(({ x, mean, deviation }) => [
      line(x, y(mean - deviation), x, y(mean + deviation), colour),
      line(x - CAP, y(mean - deviation), x + CAP, y(mean - deviation), colour),
      line(x - CAP, y(mean + deviation), x + CAP, y(mean + deviation), colour),
      dot(index, x, y(mean), colour),
    ]);
    return [`<polyline points="${path}" fill="none" stroke="${colour}"/>`, ...bars];
  });
  const legend = lines.flatMap(({ label }, index) => {
    const x = LEFT + 8 + index * 200;
    return [
      dot(index, x, TOP - 18, COLOURS[index % COLOURS.length] ?? INK),
      text(x + 12, TOP - 14, label, ''),
    ];
  });
  const middle = (TOP + HEIGHT - BOTTOM) / 2;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12" fill="${INK}">`,
    `<title>${escaped(chart.title)}</title>`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    text(LEFT, 24, chart.title, 'font-size="15"'),
    ...legend,
    ...grid,
    ...names,
    ...drawn,
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, chart.across, 'text-anchor="middle"'),
    text(
      0,
      0,
      chart.up,
      `text-anchor="middle" transform="translate(16 ${at(middle)}) rotate(-90)"`,
    ),
    '</svg>',
    '',
  ].join('\n');
}
