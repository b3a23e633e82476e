// What a run is asked for beside z: a class or a place between two classes, and sliders for codes whose meaning it found itself.

import { formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { Choice } from '../controls/Choice';
import styles from './BesideControls.module.css';
import { ComponentRow } from './ComponentRow';
import { LiveSlider } from './LiveSlider';
import { type Beside, type besideZ, mixtureOf, mixturePart, withPart } from './latent-row';
import { type Vector, withComponent } from './vectors';

export interface BesideControlsProps {
  readonly parts: ReturnType<typeof besideZ>;
  readonly rest: Vector;
  readonly onChange: (rest: Vector) => void;
}

export function BesideControls({ parts, rest, onChange }: BesideControlsProps) {
  if (parts.length === 0) return null;
  return (
    <div className={styles.controls}>
      {parts.map(({ control, offset, width }) => {
        const part = rest.slice(offset, offset + width);
        const change = (next: Vector) => onChange(withPart(rest, offset, next));
        return <PartControl key={control.id} control={control} part={part} onChange={change} />;
      })}
    </div>
  );
}

interface PartProps<C extends Beside> {
  readonly control: C;
  readonly part: Vector;
  readonly onChange: (part: Vector) => void;
}

function PartControl({ control, part, onChange }: PartProps<Beside>) {
  switch (control.kind) {
    case 'category':
      return <CategoryControl control={control} part={part} onChange={onChange} />;
    case 'code':
      return <CodeControl control={control} part={part} onChange={onChange} />;
  }
}

/** Ten digits fit in one row although their padding does not count as short. */
const SIDE_BY_SIDE = { look: 'segments' } as const;

function CategoryControl({ control, part, onChange }: PartProps<Beside & { kind: 'category' }>) {
  const { latent, localise } = useTexts();
  const label = localise(control.label);
  const mixture = mixtureOf(part);
  const options = control.names.map((name, i) => ({ id: String(i), label: localise(name) }));
  const set = (next: typeof mixture) => onChange(mixturePart(part.length, next));
  return (
    <fieldset className={styles.part}>
      <legend className={styles.name}>{label}</legend>
      <Choice
        label={label}
        {...(options.every(({ label: name }) => name.length <= 2) ? SIDE_BY_SIDE : {})}
        options={options}
        value={String(mixture.a)}
        onChange={(id) => set({ ...mixture, a: Number(id), share: 0 })}
      />
      <div className={styles.mix}>
        <span className={styles.towards} aria-hidden="true">
          {latent.towards}
        </span>
        <Choice
          label={latent.mixTowards(label)}
          look="list"
          options={options}
          value={String(mixture.b)}
          onChange={(id) => set({ ...mixture, b: Number(id) })}
        />
        <LiveSlider
          label={latent.mixShare(label)}
          value={mixture.share}
          min={0}
          // The other half belongs to the other class: past the middle the two would change names.
          max={0.5}
          step={0.005}
          from={0}
          valueText={formatMeasure(mixture.share)}
          onChange={(share) => set({ ...mixture, share })}
        />
        <output className={styles.share}>{formatMeasure(mixture.share)}</output>
      </div>
    </fieldset>
  );
}

function CodeControl({ control, part, onChange }: PartProps<Beside & { kind: 'code' }>) {
  const { latent, localise } = useTexts();
  const { reach } = control;
  return (
    <fieldset className={styles.part}>
      <legend className={styles.name}>{localise(control.label)}</legend>
      {part.map((value, index) => (
        <ComponentRow
          // biome-ignore lint/suspicious/noArrayIndexKey: a code is its place.
          key={index}
          label={latent.code(localise(control.label), index + 1)}
          symbol="c"
          number={index + 1}
          value={value}
          min={-reach}
          max={reach}
          limit={10 * reach}
          onChange={(next) => onChange(withComponent(part, index, next))}
        />
      ))}
      <p className={styles.help}>
        {latent.codeRange(formatMeasure(control.low), formatMeasure(control.high))}
      </p>
    </fieldset>
  );
}
