// A slider that acts while it is dragged, for what costs nothing to undo. Exact entry stands beside it where it matters.

import styles from './LiveSlider.module.css';

export interface LiveSliderProps {
  /** The accessible name. */
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly valueText: string;
  /** Where the filled part begins, as a share of the track. */
  readonly from: number;
  readonly onChange: (value: number) => void;
}

export function LiveSlider(props: LiveSliderProps) {
  const { value, min, max } = props;
  const share = Math.min(1, Math.max(0, (value - min) / (max - min)));
  return (
    <input
      type="range"
      className={styles.slider}
      style={{ '--share': share, '--from': props.from }}
      aria-label={props.label}
      aria-valuetext={props.valueText}
      min={min}
      max={max}
      step={props.step}
      value={value}
      onChange={(event) => props.onChange(Number(event.target.value))}
    />
  );
}
