// Every data set as a thumbnail with its name, grouped; at the end what a person brings along.

import type { ReactNode } from 'react';
import type { DataEntry, DataRef } from '../../../lib/schema/data';
import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import { Icon } from '../controls/Icon';
import styles from './DataGrid.module.css';
import { defaultRef, groupedEntries, previewCount } from './data-groups';
import type { PreviewShelf } from './preview-shelf';
import { Thumbnail } from './Thumbnail';

export interface DataGridProps {
  readonly datasets: readonly DataEntry[];
  readonly value: DataRef;
  readonly shelf: PreviewShelf;
  readonly onChoose: (data: DataRef) => void;
  readonly onDraw: () => void;
  readonly onOwn: () => void;
}

/** CSS pixels; two pictures of 28 or 32 pixels side by side, or one of 64. */
const SIDE = 64;

export function DataGrid({ datasets, value, shelf, onChoose, onDraw, onOwn }: DataGridProps) {
  const { data, localise } = useTexts();
  return (
    <div className={styles.groups}>
      {groupedEntries(datasets).map(({ group, entries }) => (
        <Group key={group} heading={data.groups[group]}>
          {entries.map((entry) => (
            <Tile
              key={entry.id}
              label={localise(entry.label)}
              help={localise(entry.help)}
              chosen={value.kind === 'builtin' && value.id === entry.id}
              onPress={() => onChoose(defaultRef(entry))}
            >
              <DefaultThumbnail entry={entry} shelf={shelf} />
            </Tile>
          ))}
        </Group>
      ))}
      <Group heading={data.groups.own}>
        <Tile
          label={data.draw}
          help={data.drawHelp}
          chosen={value.kind === 'drawn'}
          onPress={onDraw}
        >
          <span className={styles.sign}>
            <PenSign />
          </span>
        </Tile>
        <Tile
          label={data.ownImages}
          help={data.ownHelp}
          chosen={value.kind === 'own'}
          onPress={onOwn}
        >
          <span className={styles.sign}>
            <Icon name="open" />
          </span>
        </Tile>
      </Group>
    </div>
  );
}

const REFS = new WeakMap<DataEntry, DataRef>();

/** One object per entry, since a new one would look like another data set. */
function refOf(entry: DataEntry): DataRef {
  const known = REFS.get(entry);
  if (known !== undefined) return known;
  const ref = defaultRef(entry);
  REFS.set(entry, ref);
  return ref;
}

function DefaultThumbnail({
  entry,
  shelf,
}: {
  readonly entry: DataEntry;
  readonly shelf: PreviewShelf;
}) {
  return (
    <Thumbnail
      shelf={shelf}
      data={refOf(entry)}
      count={previewCount(entry.info.kind)}
      side={SIDE}
    />
  );
}

function Group({ heading, children }: { readonly heading: string; readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid everywhere.
    <div role="group" aria-label={heading}>
      <h4 className={styles.heading}>{heading}</h4>
      <div className={styles.tiles}>{children}</div>
    </div>
  );
}

interface TileProps {
  readonly label: string;
  readonly help: string;
  readonly chosen: boolean;
  readonly onPress: () => void;
  readonly children: ReactNode;
}

function Tile({ label, help, chosen, onPress, children }: TileProps) {
  return (
    <button
      type="button"
      className={classNames(styles.tile, chosen && styles.chosen)}
      aria-pressed={chosen}
      title={help}
      onClick={onPress}
    >
      {children}
      <span className={styles.label}>{label}</span>
    </button>
  );
}

function PenSign() {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" className={styles.pen}>
      <path d="M2.5 13.5l.8-3.2 7.6-7.6 2.4 2.4-7.6 7.6zM9.4 4.2l2.4 2.4" />
    </svg>
  );
}
