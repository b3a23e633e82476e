// A number with exact entry and a slider. A value outside the bounds is refused in words and nothing is stored. While the
// slider is dragged the number moves with it; the value is handed on at the release, so that a drag is one change.

import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { formatSetting } from '../../i18n/number-format';
import type { Texts } from '../../i18n/texts';
import { useTexts } from '../../i18n/use-texts';
import { classNames } from './class-names';
import styles from './NumberField.module.css';
import {
  editableNumber,
  type NumberBounds,
  type NumberEntry,
  neighbour,
  readNumberEntry,
  SLIDER_STEPS,
  sliderPosition,
  valueAtPosition,
} from './number-entry';

export interface NumberFieldProps {
  /** The accessible name. */
  readonly label: string;
  readonly value: number;
  readonly bounds: NumberBounds;
  readonly onChange: (value: number) => void;
  readonly unit?: string | undefined;
  readonly disabled?: boolean;
  /** Id of a sentence that explains it. */
  readonly describedBy?: string | undefined;
  /** Without the slider, for narrow places and huge ranges. */
  readonly entryOnly?: boolean;
  readonly id?: string;
}

function refusal(texts: Texts, entry: NumberEntry, text: string, bounds: NumberBounds): string {
  const { controls } = texts;
  switch (entry.kind) {
    case 'value':
      return '';
    case 'empty':
      return controls.empty;
    case 'notANumber':
      return controls.notANumber(text.trim());
    case 'notWhole':
      return controls.notWhole(text.trim());
    case 'outOfRange':
      return controls.outOfRange(text.trim(), formatSetting(bounds.min), formatSetting(bounds.max));
  }
}

export function NumberField(props: NumberFieldProps) {
  const { value, bounds, onChange, label } = props;
  const texts = useTexts();
  const ownId = useId();
  const id = props.id ?? ownId;
  /** What is being typed or dragged; null while the field shows the stored value. */
  const [draft, setDraft] = useState<string | null>(null);
  const [reason, setReason] = useState('');

  const store = (text: string): void => {
    const entry = readNumberEntry(text, bounds);
    setReason(refusal(texts, entry, text, bounds));
    if (entry.kind !== 'value') return;
    setDraft(null);
    if (entry.value !== value) onChange(entry.value);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') store(event.currentTarget.value);
    if (event.key === 'Escape' && draft !== null) {
      event.stopPropagation();
      setDraft(null);
      setReason('');
    }
    if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      event.preventDefault();
      store(editableNumber(neighbour(value, event.key === 'ArrowUp' ? 1 : -1, bounds)));
    }
  };
  const shown = draft ?? editableNumber(value);
  const dragged = readNumberEntry(shown, bounds);

  return (
    <div className={classNames(styles.field, props.entryOnly && styles.entryOnly)}>
      {!props.entryOnly && (
        <Slider
          label={texts.controls.slider(label)}
          value={dragged.kind === 'value' ? dragged.value : value}
          bounds={bounds}
          disabled={props.disabled ?? false}
          onDrag={(next) => setDraft(editableNumber(next))}
          onRelease={(next) => store(editableNumber(next))}
        />
      )}
      <span className={styles.entry}>
        <input
          id={id}
          type="text"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          className={styles.input}
          aria-label={label}
          aria-invalid={reason !== '' && draft !== null}
          aria-describedby={
            classNames(props.describedBy, reason !== '' && `${id}-reason`) || undefined
          }
          value={shown}
          disabled={props.disabled}
          onChange={(event) => {
            setDraft(event.target.value);
            setReason('');
          }}
          onKeyDown={onKeyDown}
          onBlur={(event) => {
            if (draft === null) return;
            store(event.target.value);
            // What was refused gives way to the value that holds; the reason stays to be read.
            setDraft(null);
          }}
        />
        {props.unit && <span className={styles.unit}>{props.unit}</span>}
      </span>
      {reason !== '' && (
        <p id={`${id}-reason`} className={styles.reason} role="alert">
          {reason}
        </p>
      )}
    </div>
  );
}

interface SliderProps {
  readonly label: string;
  readonly value: number;
  readonly bounds: NumberBounds;
  readonly disabled: boolean;
  readonly onDrag: (value: number) => void;
  readonly onRelease: (value: number) => void;
}

function Slider({ label, value, bounds, disabled, onDrag, onRelease }: SliderProps) {
  const ref = useRef<HTMLInputElement>(null);
  const release = useRef(onRelease);
  useEffect(() => {
    release.current = onRelease;
  });
  useEffect(() => {
    const element = ref.current;
    if (element === null) return;
    // React's onChange follows every movement; the browser's own `change` comes at the release and once per key.
    const listener = (): void => release.current(valueAtPosition(Number(element.value), bounds));
    element.addEventListener('change', listener);
    return () => element.removeEventListener('change', listener);
  }, [bounds]);
  const position = sliderPosition(value, bounds);
  return (
    <input
      ref={ref}
      type="range"
      className={styles.slider}
      style={{ '--share': position / SLIDER_STEPS }}
      min={0}
      max={SLIDER_STEPS}
      // An arrow key moves by a hundredth of the range.
      step={1}
      aria-label={label}
      aria-valuetext={formatSetting(value)}
      value={position}
      disabled={disabled}
      onChange={(event) => onDrag(valueAtPosition(Number(event.target.value), bounds))}
      onKeyDown={(event) => {
        const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
        if (direction === undefined) return;
        event.preventDefault();
        onRelease(keyboardValue(value, direction === 1 ? 1 : -1, bounds));
      }}
    />
  );
}

/** A fiftieth of the slider, but at least one distinct value further. */
function keyboardValue(value: number, direction: 1 | -1, bounds: NumberBounds): number {
  const next = valueAtPosition(
    sliderPosition(value, bounds) + direction * (SLIDER_STEPS / 50),
    bounds,
  );
  return bounds.integer && next === value ? neighbour(value, direction, bounds) : next;
}
