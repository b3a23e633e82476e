// The cells over a sheet of pictures: a list box with one tab stop where pictures can be chosen, else only the place where
// the pointer asks for an enlargement.

import { type KeyboardEvent, memo, useRef, useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import styles from './CellList.module.css';
import type { Picking } from './figure';
import { cellAfterKey, cellOrigin, type GridLayout } from './grid-layout';
import { nextPicks, pickMarks } from './picks';

export interface CellListProps {
  readonly layout: GridLayout;
  /** Device pixels per CSS pixel. */
  readonly ratio: number;
  readonly label: string;
  readonly captions: readonly string[];
  readonly picking: Picking | undefined;
  readonly onEnlarge: (index: number | null) => void;
}

export const CellList = memo(function CellList(props: CellListProps) {
  const { layout, ratio, picking, captions, onEnlarge } = props;
  const { views, localise } = useTexts();
  const list = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState(picking?.picks.at(-1) ?? 0);
  const stop = Math.min(reached, layout.count - 1);
  const places = Array.from({ length: layout.count }, (_, index) => {
    const { x, y } = cellOrigin(layout, index);
    return {
      left: x / ratio,
      top: y / ratio,
      width: layout.cellWidth / ratio,
      height: layout.cellHeight / ratio,
    };
  });
  if (!picking) {
    return (
      <div aria-hidden="true" onPointerLeave={() => onEnlarge(null)}>
        {places.map((place, index) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position.
            key={index}
            className={styles.place}
            style={place}
            onPointerEnter={() => onEnlarge(index)}
          />
        ))}
      </div>
    );
  }
  const marks = pickMarks(picking.kind, picking.picks);
  const pick = (index: number): void =>
    picking.onPick(nextPicks(picking.kind, picking.picks, index));
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = cellAfterKey(layout, stop, event.key);
    if (next !== null) {
      event.preventDefault();
      setReached(next);
      list.current?.querySelectorAll<HTMLElement>('[role=option]')[next]?.focus();
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      // Space plays and pauses elsewhere on the page.
      event.stopPropagation();
      pick(stop);
    }
  };
  return (
    <div
      ref={list}
      role="listbox"
      aria-label={props.label}
      aria-multiselectable={true}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onEnlarge(null)}
      onBlur={() => onEnlarge(null)}
    >
      {places.map((place, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys of all of its cells.
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its position.
          key={index}
          role="option"
          aria-selected={marks.has(index)}
          aria-label={cellName(
            views.sample(index + 1),
            localise(captions[index] ?? ''),
            marks.get(index),
          )}
          tabIndex={index === stop ? 0 : -1}
          className={classNames(styles.cell, marks.has(index) && styles.selected)}
          style={place}
          onPointerEnter={() => onEnlarge(index)}
          onFocus={(event) => {
            if (event.currentTarget.matches(':focus-visible')) onEnlarge(index);
          }}
          onClick={() => {
            setReached(index);
            pick(index);
          }}
        >
          {marks.has(index) && (
            <span className={styles.mark} aria-hidden="true">
              {marks.get(index)}
            </span>
          )}
        </div>
      ))}
    </div>
  );
});

const cellName = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(', ');
