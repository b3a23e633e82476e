// One of several: side by side where the words are few and short, else the browser's own list.

import { useId } from 'react';
import styles from './Choice.module.css';
import { classNames } from './class-names';

export interface ChoiceOption<Id extends string> {
  readonly id: Id;
  readonly label: string;
  readonly disabled?: boolean;
}

export interface ChoiceProps<Id extends string> {
  /** The accessible name of the group. */
  readonly label: string;
  readonly options: readonly ChoiceOption<Id>[];
  readonly value: Id;
  readonly onChange: (value: Id) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  /** Overrides the choice by length. */
  readonly look?: 'segments' | 'list';
}

/** Widths of letters, Latin ones counting 1, that fit side by side into the recipe. */
const SEGMENT_LETTERS = 30;
const SEGMENT_PADDING = 3;

/** Chinese characters are twice as wide. */
const letters = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0);

const fits = (options: readonly { readonly label: string }[]): boolean =>
  options.reduce((sum, { label }) => sum + letters(label) + SEGMENT_PADDING, 0) <= SEGMENT_LETTERS;

export function Choice<Id extends string>(props: ChoiceProps<Id>) {
  const look = props.look ?? (fits(props.options) ? 'segments' : 'list');
  return look === 'segments' ? <Segments {...props} /> : <List {...props} />;
}

function Segments<Id extends string>(props: ChoiceProps<Id>) {
  const name = useId();
  return (
    <div
      className={styles.segments}
      role="radiogroup"
      aria-label={props.label}
      aria-describedby={props.describedBy}
    >
      {props.options.map(({ id, label, disabled }) => (
        <label key={id} className={classNames(styles.segment, id === props.value && styles.chosen)}>
          <input
            type="radio"
            name={name}
            value={id}
            checked={id === props.value}
            disabled={(props.disabled ?? false) || (disabled ?? false)}
            onChange={() => props.onChange(id)}
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  );
}

function List<Id extends string>(props: ChoiceProps<Id>) {
  return (
    <select
      className={styles.list}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      value={props.value}
      disabled={props.disabled}
      onChange={(event) => {
        const chosen = props.options.find(({ id }) => id === event.target.value);
        if (chosen !== undefined) props.onChange(chosen.id);
      }}
    >
      {props.options.map(({ id, label, disabled }) => (
        <option key={id} value={id} disabled={disabled}>
          {label}
        </option>
      ))}
    </select>
  );
}
