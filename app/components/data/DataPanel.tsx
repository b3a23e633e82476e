// The data of an experiment: what is chosen with its settings and facts, and on demand every other set, as thumbnails. Knows
// neither worker nor store.

import { type ReactNode, useState } from 'react';
import type { DataEntry, DataInfo, DataRef } from '../../../lib/schema/data';
import { useTexts } from '../../i18n/use-texts';
import { Button } from '../controls/Button';
import { Dialog } from '../controls/Dialog';
import { DataFacts } from './DataFacts';
import { DataGrid } from './DataGrid';
import styles from './DataPanel.module.css';
import { DataSettings } from './DataSettings';
import { DrawDialog } from './DrawDialog';
import { entryOf, kindOf, previewCount } from './data-groups';
import { OwnDataChooser } from './OwnDataChooser';
import { type Preview, shelfOf } from './preview-shelf';
import { Thumbnail } from './Thumbnail';
import { type OwnDataCallbacks, useOwnData } from './use-own-data';

export interface DataPanelProps {
  readonly datasets: readonly DataEntry[];
  readonly value: DataRef;
  /** What the present run found; null where the chosen data have not been loaded. */
  readonly info: DataInfo | null;
  readonly preview: Preview;
  readonly onChoose: (data: DataRef) => void;
  readonly own: Pick<OwnDataCallbacks, 'load' | 'cancel'>;
}

type Open = 'draw' | 'own' | null;

/** CSS pixels. */
const CARD_THUMBNAIL = 64;

export function DataPanel(props: DataPanelProps) {
  const { datasets, value, preview, onChoose } = props;
  const { data, localise } = useTexts();
  const [choosing, setChoosing] = useState(false);
  const [open, setOpen] = useState<Open>(null);
  const own = useOwnData({ ...props.own, onChosen: onChoose });
  const shelf = shelfOf(preview);
  const entry = entryOf(datasets, value);
  const info = props.info ?? entry?.info ?? null;
  const close = (): void => setOpen(null);
  return (
    <div className={styles.panel}>
      <div className={styles.card}>
        <Thumbnail
          shelf={shelf}
          data={value}
          count={previewCount(kindOf(datasets, value))}
          side={CARD_THUMBNAIL}
        />
        <div className={styles.words}>
          <p className={styles.name}>{nameOf(value, entry, data.drawn, localise)}</p>
          <DataFacts data={value} info={info} />
        </div>
      </div>
      {entry !== null && <p className={styles.help}>{localise(entry.help)}</p>}
      {entry !== null && value.kind === 'builtin' && (
        <DataSettings
          specs={entry.params}
          values={value.params}
          onChange={(params) => onChoose({ ...value, params })}
        />
      )}
      <div className={styles.buttons}>
        <Button onPress={() => setChoosing(!choosing)}>
          {choosing ? data.close : data.change}
        </Button>
        {value.kind === 'drawn' && (
          <Button kind="quiet" onPress={() => setOpen('draw')}>
            {data.drawMore}
          </Button>
        )}
      </div>
      {choosing && (
        <DataGrid
          datasets={datasets}
          value={value}
          shelf={shelf}
          onChoose={onChoose}
          onDraw={() => setOpen('draw')}
          onOwn={() => setOpen('own')}
        />
      )}
      {entry !== null && <p className={styles.licence}>{localise(entry.licence)}</p>}
      {open === 'draw' && (
        <DrawDialog
          points={value.kind === 'drawn' ? value.points : []}
          onUse={(points) => {
            onChoose({ kind: 'drawn', points });
            close();
          }}
          onClose={close}
        />
      )}
      {open === 'own' && (
        <Dialog heading={data.ownHeading} onClose={close}>
          <OwnDataChooser
            status={own.status}
            onFiles={(files, size) => void own.read(files, size)}
            onCancel={own.cancel}
            onDismiss={own.dismiss}
          />
        </Dialog>
      )}
    </div>
  );
}

function nameOf(
  value: DataRef,
  entry: DataEntry | null,
  drawn: string,
  localise: (english: string) => string,
): ReactNode {
  if (value.kind === 'drawn') return drawn;
  if (value.kind === 'own') return value.name;
  return entry === null ? value.id : localise(entry.label);
}
