// Tabs with arrow keys. The panel is the consumer's: it takes its id and label from tabPanelProps.

import { type KeyboardEvent, useRef } from 'react';
import { classNames } from './class-names';
import styles from './Tabs.module.css';

export interface TabsProps<Id extends string> {
  /** The accessible name of the row. */
  readonly label: string;
  readonly tabs: readonly { readonly id: Id; readonly label: string }[];
  readonly value: Id;
  readonly onChange: (id: Id) => void;
  /** Prefix of the ids, unique on the page. */
  readonly name: string;
  readonly stretch?: boolean;
}

const tabId = (name: string, id: string): string => `${name}-tab-${id}`;
const panelId = (name: string, id: string): string => `${name}-panel-${id}`;

export const tabPanelProps = (name: string, id: string) =>
  ({ role: 'tabpanel', id: panelId(name, id), 'aria-labelledby': tabId(name, id) }) as const;

export function Tabs<Id extends string>({
  label,
  tabs,
  value,
  onChange,
  name,
  stretch,
}: TabsProps<Id>) {
  const row = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex(({ id }) => id === value);
    const to = {
      ArrowRight: (at + 1) % tabs.length,
      ArrowLeft: (at - 1 + tabs.length) % tabs.length,
      Home: 0,
      End: tabs.length - 1,
    }[event.key];
    const next = to === undefined ? undefined : tabs[to];
    if (next === undefined) return;
    event.preventDefault();
    onChange(next.id);
    row.current?.querySelector<HTMLElement>(`#${CSS.escape(tabId(name, next.id))}`)?.focus();
  };
  return (
    <div
      ref={row}
      role="tablist"
      aria-label={label}
      className={classNames(styles.row, stretch && styles.stretch)}
      onKeyDown={onKeyDown}
    >
      {tabs.map((tab) => (
        <button
          key={tab.id}
          type="button"
          role="tab"
          id={tabId(name, tab.id)}
          aria-selected={tab.id === value}
          aria-controls={tab.id === value ? panelId(name, tab.id) : undefined}
          tabIndex={tab.id === value ? 0 : -1}
          className={styles.tab}
          onClick={() => onChange(tab.id)}
        >
          {tab.label}
        </button>
      ))}
    </div>
  );
}
