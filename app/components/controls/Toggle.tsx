// A switch with its label beside it.

import styles from './Toggle.module.css';

export interface ToggleProps {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
  readonly disabled?: boolean;
  readonly help?: string;
  readonly describedBy?: string | undefined;
  /** The label stands elsewhere on the page; it is still spoken. */
  readonly bare?: boolean;
}

export function Toggle(props: ToggleProps) {
  return (
    <label className={styles.toggle} title={props.help}>
      <input
        type="checkbox"
        role="switch"
        className={styles.input}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        checked={props.value}
        aria-checked={props.value}
        disabled={props.disabled}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span className={styles.track} aria-hidden="true" />
      {!props.bare && <span className={styles.label}>{props.label}</span>}
    </label>
  );
}
