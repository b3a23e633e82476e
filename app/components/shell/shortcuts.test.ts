import { describe, expect, it } from 'vitest';
import { type Keystroke, SHORTCUTS, shortcutFor } from './shortcuts';

const stroke = (change: Partial<Keystroke>): Keystroke => ({
  key: ' ',
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  focus: 'page',
  ...change,
});

describe('shortcuts', () => {
  it('each answer to their own keys', () => {
    for (const { id, key, shift, command } of SHORTCUTS) {
      expect(shortcutFor(stroke({ key, shiftKey: shift, ctrlKey: command }))).toBe(id);
      expect(shortcutFor(stroke({ key, shiftKey: shift, metaKey: command }))).toBe(id);
    }
  });

  it('leave letters and undo to a text field, but save from there', () => {
    expect(shortcutFor(stroke({ key: 's', focus: 'text' }))).toBeNull();
    expect(shortcutFor(stroke({ key: 'z', ctrlKey: true, focus: 'text' }))).toBeNull();
    expect(shortcutFor(stroke({ key: 's', ctrlKey: true, focus: 'text' }))).toBe('save');
  });

  it('leave the space bar to a focused button', () => {
    expect(shortcutFor(stroke({ focus: 'control' }))).toBeNull();
    expect(shortcutFor(stroke({ key: 's', focus: 'control' }))).toBe('step');
  });

  it('do nothing while an input method composes or a key repeats', () => {
    expect(shortcutFor(stroke({ isComposing: true }))).toBeNull();
    expect(shortcutFor(stroke({ repeat: true }))).toBeNull();
  });
});
