// One number of a latent: its symbol, a slider over the usual range and a field for exact values beyond it.

import { formatMeasure } from '../../i18n/number-format';
import { NumberField } from '../controls/NumberField';
import styles from './ComponentRow.module.css';
import { LiveSlider } from './LiveSlider';

export interface ComponentRowProps {
  /** For people who do not see the symbol. */
  readonly label: string;
  readonly symbol: string;
  /** Counted from 1. */
  readonly number: number;
  readonly value: number;
  /** Of the slider. */
  readonly min: number;
  readonly max: number;
  /** How far from 0 an exact value may be. */
  readonly limit: number;
  readonly onChange: (value: number) => void;
}

/** Steps of a slider. */
const STEPS = 200;

export function ComponentRow(props: ComponentRowProps) {
  const { label, value, min, max, limit, onChange } = props;
  return (
    <div className={styles.row}>
      <span className={styles.symbol} aria-hidden="true">
        {props.symbol}
        <sub>{props.number}</sub>
      </span>
      <LiveSlider
        label={label}
        value={value}
        min={min}
        max={max}
        step={(max - min) / STEPS}
        from={0.5}
        valueText={formatMeasure(value)}
        onChange={onChange}
      />
      <NumberField
        label={label}
        value={Number(value.toFixed(3))}
        bounds={{ min: -limit, max: limit, integer: false, scale: 'linear' }}
        entryOnly
        onChange={onChange}
      />
    </div>
  );
}
