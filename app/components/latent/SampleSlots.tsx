// The lettered samples that a tool works with: their pictures, and a press that puts the present z in.

import { useMemo } from 'react';
import type { ViewData } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { ViewFigure } from '../views/ViewFigure';
import { pictureAt } from './picture-at';
import styles from './SampleSlots.module.css';

export const SLOTS = ['a', 'b', 'c'] as const;
export type Slot = (typeof SLOTS)[number];

export const slotLetter = (slot: Slot): string => slot.toUpperCase();

export interface SampleSlotsProps {
  readonly slots: readonly Slot[];
  /** Between the letters, such as − and +. */
  readonly signs: readonly string[];
  /** The samples of all three slots; drawn for pictures only. */
  readonly view: ViewData | null;
  readonly onTakePresent: (slot: Slot) => void;
}

export function SampleSlots({ slots, signs, view, onTakePresent }: SampleSlotsProps) {
  const { latent } = useTexts();
  return (
    <div>
      <div className={styles.slots}>
        {slots.map((slot, index) => (
          <div key={slot} className={styles.place}>
            {index > 0 && (
              <span className={styles.sign} aria-hidden="true">
                {signs[index - 1]}
              </span>
            )}
            <div className={styles.slot}>
              <span className={styles.letter}>{slotLetter(slot)}</span>
              <SlotPicture view={view} slot={slot} />
              <Button
                kind="quiet"
                help={latent.takeHelp(slotLetter(slot))}
                onPress={() => onTakePresent(slot)}
              >
                {latent.take}
              </Button>
            </div>
          </div>
        ))}
      </div>
      <p className={styles.help}>{latent.pickHelp}</p>
    </div>
  );
}

function SlotPicture({ view, slot }: { readonly view: ViewData | null; readonly slot: Slot }) {
  const { latent } = useTexts();
  const picture = useMemo(() => pictureAt(view, SLOTS.indexOf(slot)), [view, slot]);
  if (picture === null) return null;
  return (
    <div className={styles.picture}>
      <ViewFigure view={picture} label={latent.slot(slotLetter(slot))} fit="contain" compact />
    </div>
  );
}
