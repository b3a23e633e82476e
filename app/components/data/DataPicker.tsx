// The data panel of the present experiment: hands stores and actions to it.

import { useStore } from 'zustand';
import { useApp } from '../../state/app-context';
import { DataPanel } from './DataPanel';

export function DataPicker() {
  const { stores, actions } = useApp();
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const data = useStore(stores.experiment, (state) => state.draft?.data ?? null);
  const applied = useStore(stores.experiment, (state) => state.applied?.data ?? null);
  const found = useStore(stores.run, (state) => state.run?.data ?? null);
  if (catalog === null || data === null) return null;
  return (
    <DataPanel
      datasets={catalog.datasets}
      value={data}
      info={data === applied ? found : null}
      preview={actions.preview}
      onChoose={actions.setData}
      own={{ load: actions.loadOwnFiles, cancel: actions.cancelLoading }}
    />
  );
}
