// a − b + c on three samples, as Radford et al. 2016 did with averages of several.

import { type ReactNode, useEffect, useRef } from 'react';
import { useTexts } from '../../i18n/use-texts';
import styles from './BetweenTool.module.css';
import { analogy, type Vector } from './vectors';

export interface ArithmeticToolProps {
  readonly a: Vector;
  readonly b: Vector;
  readonly c: Vector;
  readonly onChange: (z: Vector) => void;
  readonly slots: ReactNode;
  readonly head: ReactNode;
}

export function ArithmeticTool({ a, b, c, onChange, slots, head }: ArithmeticToolProps) {
  const { latent } = useTexts();
  const change = useRef(onChange);
  useEffect(() => {
    change.current = onChange;
  });
  useEffect(() => {
    change.current(analogy(a, b, c));
  }, [a, b, c]);
  return (
    <div className={styles.tool}>
      {head}
      {slots}
      <p className={styles.help}>{latent.arithmeticHelp}</p>
    </div>
  );
}
