// The control for one setting, from its spec: number, switch or choice. Used by the recipe and by the arguments of views.

import { assertNever } from '../../../lib/schema/errors';
import type { ParamSpec, ParamValue } from '../../../lib/schema/params';
import { useTexts } from '../../i18n/use-texts';
import { Choice } from '../controls/Choice';
import { NumberField } from '../controls/NumberField';
import { NumbersField } from '../controls/NumbersField';
import { Toggle } from '../controls/Toggle';

export interface ParamControlProps {
  readonly spec: ParamSpec;
  readonly value: ParamValue;
  readonly onChange: (value: ParamValue) => void;
  readonly disabled?: boolean;
  readonly describedBy?: string | undefined;
  /** Classes of the chosen data, where known: what a square table has a row for. */
  readonly classCount?: number;
}

/** @throws Error when the value is not of the kind that the spec describes; stores hold parsed values only. */
export function ParamControl({
  spec,
  value,
  onChange,
  disabled = false,
  describedBy,
  classCount = 0,
}: ParamControlProps) {
  const { localise } = useTexts();
  const label = localise(spec.label);
  switch (spec.kind) {
    case 'number':
      return (
        <NumberField
          label={label}
          value={Number(value)}
          bounds={spec}
          unit={spec.unit}
          disabled={disabled}
          describedBy={describedBy}
          onChange={onChange}
        />
      );
    case 'toggle':
      return (
        <Toggle
          bare
          label={label}
          value={value === true}
          disabled={disabled}
          describedBy={describedBy}
          onChange={onChange}
        />
      );
    case 'choice':
      return (
        <Choice
          label={label}
          value={String(value)}
          options={spec.options.map((option) => ({ id: option.id, label: localise(option.label) }))}
          disabled={disabled}
          describedBy={describedBy}
          onChange={onChange}
        />
      );
    case 'numbers':
      return (
        <NumbersField
          label={label}
          values={Array.isArray(value) ? value : []}
          bounds={spec}
          side={spec.layout === 'square' ? classCount : 0}
          disabled={disabled}
          describedBy={describedBy}
          onChange={onChange}
        />
      );
    default:
      return assertNever(spec);
  }
}
