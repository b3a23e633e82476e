// Saves the picture that is shown as a PNG.

import type { ViewData } from '../../../lib/schema/views';
import { useTexts } from '../../i18n/use-texts';
import { downloadBytes } from '../../state/download';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { exportPng } from './export-png';

export interface SavePngProps {
  readonly view: ViewData;
  /** Of the file, without its ending. */
  readonly name: string;
}

export function SavePng({ view, name }: SavePngProps) {
  const texts = useTexts();
  const save = async (): Promise<void> => {
    const blob = await exportPng(view, texts);
    downloadBytes(`${name}.png`, new Uint8Array(await blob.arrayBuffer()), blob.type);
  };
  return (
    <IconButton small label={texts.views.savePng} onPress={() => void save()}>
      <Icon name="save" />
    </IconButton>
  );
}
