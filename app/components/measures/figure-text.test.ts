import { expect, test } from 'vitest';
import { figureText, spreadText } from './figure-text';
import { positionsOf } from './Standing';

test('shares are written in percent, and what could not be measured as a dash', () => {
  expect(figureText(0.0801, 'share')).toBe('8.0 %');
  expect(figureText(0.0801, 'nats')).toBe('0.0801');
  expect(figureText(null, 'share')).toBe('–');
});

test('a spread has two figures and the unit of its value; none is shown where nothing varied', () => {
  expect(spreadText(0.00213, 'share')).toBe('± 0.21 %');
  expect(spreadText(12.345, '')).toBe('± 12');
  expect(spreadText(0, 'share')).toBeNull();
});

test('a figure lies between noise and real data by its distance from both, whichever is larger', () => {
  expect(positionsOf({ now: 600, noise: 800, real: 0 })).toEqual({ now: 0.25, noise: 0, real: 1 });
  expect(positionsOf({ now: 0.9, noise: 0, real: 1 })).toMatchObject({ now: 0.9 });
});

test('a figure beyond real data or below noise widens the line', () => {
  expect(positionsOf({ now: 2, noise: 0, real: 1 })).toEqual({ now: 1, noise: 0, real: 0.5 });
  expect(positionsOf({ now: -1, noise: 0, real: 1 })).toEqual({ now: 0, noise: 0.5, real: 1 });
  expect(positionsOf({ now: 1, noise: 1, real: 1 })).toBeNull();
});
