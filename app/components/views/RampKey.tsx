// The key of the probability ramp: 0 to 1 with one half marked, where D is undecided.

import { useCallback } from 'react';
import { useTexts } from '../../i18n/use-texts';
import { FigureCanvas } from './FigureCanvas';
import type { Paint } from './figure';
import { paintRampKey } from './paint-ramp-key';
import { usePalette } from './use-palette';

export function RampKey() {
  const { views } = useTexts();
  const { textPx } = usePalette();
  const paint = useCallback<Paint>(
    (context, room, { palette }) =>
      paintRampKey(context, { left: 4, top: 2, width: room.width - 8 }, palette),
    [],
  );
  return (
    <FigureCanvas
      room={{ width: Math.round(13 * textPx), height: Math.round(2.3 * textPx) + 2 }}
      paint={paint}
      label={views.rampKey}
    />
  );
}
