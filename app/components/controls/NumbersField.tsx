// A list of numbers as text; a square one row per line, with what its rows add up to. What does not fit is refused in words
// and nothing is stored; what was typed stays to be put right.

import { useId, useState } from 'react';
import { assertNever } from '../../../lib/schema/errors';
import { formatSetting } from '../../i18n/number-format';
import type { Texts } from '../../i18n/texts';
import { useTexts } from '../../i18n/use-texts';
import { Button } from './Button';
import { classNames } from './class-names';
import styles from './NumbersField.module.css';
import {
  editableNumbers,
  identityNumbers,
  type NumbersBounds,
  type NumbersEntry,
  readNumbersEntry,
  rowSums,
} from './numbers-entry';

export interface NumbersFieldProps {
  /** The accessible name. */
  readonly label: string;
  readonly values: readonly number[];
  readonly bounds: NumbersBounds;
  /** Rows to offer for a square that is still empty; 0 offers nothing. */
  readonly side: number;
  readonly onChange: (values: readonly number[]) => void;
  readonly disabled?: boolean;
  /** Id of a sentence that explains it. */
  readonly describedBy?: string | undefined;
}

/** Figures of a row sum. */
const SUM_FIGURES = 3;

function refusal(texts: Texts, found: NumbersEntry, bounds: NumbersBounds): string {
  const { controls } = texts;
  switch (found.kind) {
    case 'values':
      return '';
    case 'tooMany':
      return controls.tooMany(found.count, bounds.maxLength);
    case 'notSquare':
      return controls.notSquare(found.count);
    case 'refused':
      switch (found.entry.kind) {
        case 'empty':
          return controls.empty;
        case 'notANumber':
          return controls.notANumber(found.text);
        case 'notWhole':
          return controls.notWhole(found.text);
        case 'outOfRange':
          return controls.outOfRange(
            found.text,
            formatSetting(bounds.min),
            formatSetting(bounds.max),
          );
        default:
          return assertNever(found.entry);
      }
    default:
      return assertNever(found);
  }
}

export function NumbersField({
  label,
  values,
  bounds,
  side,
  onChange,
  disabled = false,
  describedBy,
}: NumbersFieldProps) {
  const texts = useTexts();
  const { controls } = texts;
  const id = useId();
  /** What is being typed; null while the field shows the stored list. */
  const [draft, setDraft] = useState<string | null>(null);
  const [reason, setReason] = useState('');
  const square = bounds.layout === 'square';
  const shown = draft ?? editableNumbers(values, bounds.layout);

  const store = (text: string): void => {
    const entry = readNumbersEntry(text, bounds);
    setReason(refusal(texts, entry, bounds));
    if (entry.kind !== 'values') return;
    setDraft(null);
    onChange(entry.values);
  };

  const sums = rowSums(values).map((sum) => formatSetting(Number(sum.toPrecision(SUM_FIGURES))));
  return (
    <div className={styles.field}>
      <textarea
        className={styles.input}
        rows={Math.min(12, Math.max(1, shown.split('\n').length))}
        wrap={square ? 'off' : 'soft'}
        autoComplete="off"
        spellCheck={false}
        aria-label={label}
        aria-invalid={reason !== ''}
        aria-describedby={classNames(describedBy, `${id}-note`)}
        placeholder={square ? controls.tableHint : controls.listHint(bounds.maxLength)}
        value={shown}
        disabled={disabled}
        onChange={(event) => {
          setDraft(event.target.value);
          setReason('');
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing || event.key !== 'Escape' || draft === null) return;
          event.stopPropagation();
          setDraft(null);
          setReason('');
        }}
        onBlur={() => draft !== null && store(draft)}
      />
      {square && values.length === 0 && side > 0 && side ** 2 <= bounds.maxLength && (
        <Button kind="quiet" disabled={disabled} onPress={() => onChange(identityNumbers(side))}>
          {controls.startTable(side)}
        </Button>
      )}
      <p
        id={`${id}-note`}
        className={reason === '' ? styles.note : styles.reason}
        role={reason === '' ? undefined : 'alert'}
      >
        {reason !== ''
          ? reason
          : square && values.length > 0
            ? controls.rowSums(sums.join(' · '))
            : ''}
      </p>
    </div>
  );
}
