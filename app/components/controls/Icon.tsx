// The page's own icons: 16 by 16, drawn with one stroke in the colour of the text. Decoration only; the control that holds
// one carries the name.

import styles from './Icon.module.css';

/** Path data per icon; an entry may mark that it is filled. */
const ICONS = {
  check: { d: 'M3 8.5l3.5 3.5L13 4.5' },
  play: { d: 'M4.5 2.6v10.8L13.2 8z', filled: true },
  pause: { d: 'M4 2.8h2.8v10.4H4zM9.2 2.8H12v10.4H9.2z', filled: true },
  reset: { d: 'M3.2 8a4.8 4.8 0 1 0 1.5-3.5M3 2.2v3h3' },
  dice: {
    d: 'M4.4 2.4h7.2a2 2 0 0 1 2 2v7.2a2 2 0 0 1-2 2H4.4a2 2 0 0 1-2-2V4.4a2 2 0 0 1 2-2M5.4 5.4l.2.2M10.4 10.4l.2.2M10.4 5.4l.2.2M5.4 10.4l.2.2',
  },
  undo: { d: 'M6 3 3 6l3 3M3.2 6h6a3.6 3.6 0 0 1 0 7.2H6' },
  redo: { d: 'm10 3 3 3-3 3M12.8 6h-6a3.6 3.6 0 0 0 0 7.2H10' },
  link: {
    d: 'M6.8 9.2a2.6 2.6 0 0 0 3.7 0l2-2a2.6 2.6 0 0 0-3.7-3.7l-.7.7M9.2 6.8a2.6 2.6 0 0 0-3.7 0l-2 2a2.6 2.6 0 0 0 3.7 3.7l.7-.7',
  },
  save: { d: 'M8 2.2v7.6M4.8 6.8 8 10l3.2-3.2M2.8 11.2v2.6h10.4v-2.6' },
  open: { d: 'M2.2 12.8V3.6h4l1.4 1.8h6.2v7.4z' },
  help: {
    d: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M6.2 6.4A1.9 1.9 0 0 1 8 5c1 0 1.9.7 1.9 1.7 0 1.4-1.9 1.5-1.9 2.7M8 11.4h.01',
  },
  sun: {
    d: 'M8 10.8a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6M8 1.4v1.4M8 13.2v1.4M1.4 8h1.4M13.2 8h1.4M3.3 3.3l1 1M11.7 11.7l1 1M3.3 12.7l1-1M11.7 4.3l1-1',
  },
  moon: { d: 'M13.4 9.6A5.8 5.8 0 0 1 6.4 2.6a5.8 5.8 0 1 0 7 7' },
  halfDisc: { d: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12M8 2.4v11.2M8 4.8h4.6M8 8h5.6M8 11.2h4.6' },
  projector: { d: 'M1.8 2.6h12.4M2.8 2.6v7.6h10.4V2.6M8 10.2v1.6M5 14.2l3-2.4 3 2.4' },
  close: { d: 'm3.8 3.8 8.4 8.4M12.2 3.8l-8.4 8.4' },
  chevronDown: { d: 'm3.8 6 4.2 4.2L12.2 6' },
  chevronRight: { d: 'M6 3.8 10.2 8 6 12.2' },
  panelLeft: { d: 'M2.2 3h11.6v10H2.2zM6.2 3v10' },
  search: { d: 'M7 11.6A4.6 4.6 0 1 0 7 2.4a4.6 4.6 0 0 0 0 9.2M10.4 10.4l3.4 3.4' },
  info: { d: 'M8 14.2A6.2 6.2 0 1 0 8 1.8a6.2 6.2 0 0 0 0 12.4M8 7.4v3.8M8 4.9h.01' },
  warning: { d: 'M8 2.2 14.4 13.4H1.6zM8 6.6v3.2M8 11.6h.01' },
  table: { d: 'M2.2 3h11.6v10H2.2zM2.2 6.4h11.6M2.2 9.7h11.6M7 3v10' },
  revert: { d: 'M3 5.4h7a3.2 3.2 0 0 1 0 6.4H6M5.4 3 3 5.4l2.4 2.4' },
  keyboard: {
    d: 'M1.8 4h12.4v8H1.8zM4.4 6.6h.01M6.8 6.6h.01M9.2 6.6h.01M11.6 6.6h.01M5.2 9.6h5.6',
  },
  more: { d: 'M3.4 8h.01M8 8h.01M12.6 8h.01' },
} as const satisfies Readonly<Record<string, { readonly d: string; readonly filled?: true }>>;

export type IconName = keyof typeof ICONS;

export function Icon({ name }: { readonly name: IconName }) {
  const icon: { readonly d: string; readonly filled?: true } = ICONS[name];
  return (
    <svg
      className={icon.filled ? styles.filled : styles.icon}
      viewBox="0 0 16 16"
      aria-hidden="true"
      focusable="false"
    >
      <path d={icon.d} />
    </svg>
  );
}
