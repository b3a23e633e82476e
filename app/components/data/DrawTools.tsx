// The tools over the pad: brush or eraser, its size, undo, clear.

import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import styles from './DrawTools.module.css';

export interface Pen {
  readonly kind: 'brush' | 'eraser';
  /** In units of the plane. */
  readonly radius: number;
}

const SIZES = { fine: 0, medium: 0.2, broad: 0.5 } as const;
type PenSize = keyof typeof SIZES;
const SIZE_IDS = ['fine', 'medium', 'broad'] as const satisfies readonly PenSize[];

export interface DrawToolsProps {
  readonly pen: Pen;
  readonly onPen: (pen: Pen) => void;
  readonly canUndo: boolean;
  readonly onUndo: () => void;
  readonly canClear: boolean;
  readonly onClear: () => void;
}

export function DrawTools(props: DrawToolsProps) {
  const { pen, onPen } = props;
  const { data } = useTexts();
  return (
    <div className={styles.tools}>
      <Choice
        label={data.pen}
        look="segments"
        options={[
          { id: 'brush', label: data.brush },
          { id: 'eraser', label: data.eraser },
        ]}
        value={pen.kind}
        onChange={(kind) => onPen({ ...pen, kind })}
      />
      <Choice
        label={data.penSize}
        look="segments"
        options={SIZE_IDS.map((id) => ({ id, label: data.penSizes[id] }))}
        value={SIZE_IDS.find((id) => SIZES[id] === pen.radius) ?? 'medium'}
        onChange={(id) => onPen({ ...pen, radius: SIZES[id] })}
      />
      <Button kind="quiet" icon="undo" disabled={!props.canUndo} onPress={props.onUndo}>
        {data.undo}
      </Button>
      <Button kind="quiet" icon="close" disabled={!props.canClear} onPress={props.onClear}>
        {data.clear}
      </Button>
    </div>
  );
}
