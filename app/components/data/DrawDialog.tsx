// Drawing in a dialog of its own: nothing changes until the points are used.

import { useState } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { Dialog } from '../controls/Dialog';
import styles from './DrawDialog.module.css';
import { DrawPad } from './DrawPad';
import type { Drawing } from './drawing';

export interface DrawDialogProps {
  /** Where the drawing begins. */
  readonly points: readonly number[];
  readonly onUse: (points: readonly number[]) => void;
  readonly onClose: () => void;
}

export function DrawDialog({ points, onUse, onClose }: DrawDialogProps) {
  const { data } = useTexts();
  const [drawing, setDrawing] = useState<Drawing>({ points, past: [] });
  return (
    <Dialog heading={data.draw} onClose={onClose}>
      <div className={styles.body}>
        <p>{data.drawHelp}</p>
        <DrawPad drawing={drawing} onChange={setDrawing} />
        <div className={styles.foot}>
          <Button
            kind="primary"
            disabled={drawing.points.length === 0}
            onPress={() => onUse(drawing.points)}
          >
            {data.useDrawing}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
