// The keys of the page: which one does what, and when it does nothing because a person is typing or composing.

export const SHORTCUTS = [
  { id: 'toggle', key: ' ', shift: false, command: false, shown: 'Space' },
  { id: 'step', key: 's', shift: false, command: false, shown: 'S' },
  { id: 'stepD', key: 'd', shift: false, command: false, shown: 'D' },
  { id: 'stepG', key: 'g', shift: false, command: false, shown: 'G' },
  { id: 'reset', key: 'r', shift: true, command: false, shown: 'Shift R' },
  { id: 'undo', key: 'z', shift: false, command: true, shown: 'Ctrl Z' },
  { id: 'redo', key: 'z', shift: true, command: true, shown: 'Ctrl Shift Z' },
  { id: 'save', key: 's', shift: false, command: true, shown: 'Ctrl S' },
  { id: 'open', key: 'o', shift: false, command: true, shown: 'Ctrl O' },
  { id: 'projector', key: 'p', shift: false, command: false, shown: 'P' },
  { id: 'help', key: '?', shift: true, command: false, shown: '?' },
] as const;

export type ShortcutId = (typeof SHORTCUTS)[number]['id'];

/** What of a keyboard event counts here. */
export interface Keystroke {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly repeat: boolean;
  /** An input method is composing. */
  readonly isComposing: boolean;
  /** Where the focus is. */
  readonly focus: 'page' | 'text' | 'control';
}

/**
 * The shortcut that a keystroke means, or null. Letters belong to a text field that has the focus, the space bar also to a
 * button or switch.
 */
export function shortcutFor(stroke: Keystroke): ShortcutId | null {
  if (stroke.isComposing || stroke.repeat || stroke.altKey) return null;
  const command = stroke.ctrlKey || stroke.metaKey;
  if (stroke.focus === 'text' && !command) return null;
  // The field's own undo.
  if (stroke.focus === 'text' && stroke.key.toLowerCase() === 'z') return null;
  if (stroke.focus === 'control' && stroke.key === ' ') return null;
  const found = SHORTCUTS.find(
    (shortcut) =>
      shortcut.key === stroke.key.toLowerCase() &&
      shortcut.command === command &&
      // Where the question mark lies differs between keyboards.
      (shortcut.key === '?' || shortcut.shift === stroke.shiftKey),
  );
  return found?.id ?? null;
}

/** Where the focus is, as far as shortcuts care. Sliders and lists keep their arrows but not the letters. */
export function focusKind(target: EventTarget | null): Keystroke['focus'] {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target instanceof HTMLInputElement && target.type === 'range') return 'page';
  if (target instanceof HTMLInputElement && ['checkbox', 'radio'].includes(target.type)) {
    return 'control';
  }
  if (target.matches('input, textarea, select') || target.isContentEditable) return 'text';
  return target.closest('button, a, summary, [role="tab"], [tabindex]') === null
    ? 'page'
    : 'control';
}
