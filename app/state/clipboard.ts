// Puts text into the clipboard. On plain http, where a classroom server often runs, navigator.clipboard does not exist, so
// the older way through a selected field stays as the second one.

/** True when the text is in the clipboard; never throws. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    // Absent, refused, or the page has lost the focus.
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const focused = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  // Outside the picture, but displayed: what is not displayed cannot be selected.
  field.style.position = 'fixed';
  field.style.insetInlineStart = '-200vw';
  // A modal dialog makes everything outside it inert, so the field goes inside.
  (document.querySelector('dialog[open]') ?? document.body).append(field);
  field.select();
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (focused instanceof HTMLElement) focused.focus({ preventScroll: true });
  }
}
