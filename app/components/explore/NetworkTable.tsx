// The layers of every network of the run, with totals.

import { useStore } from 'zustand';
import type { NetworkSummary } from '../../../lib/schema/run';
import { formatCount, formatShort } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import styles from './NetworkTable.module.css';

const sum = (values: readonly number[]): number =>
  values.reduce((total, value) => total + value, 0);

const shapeText = (shape: readonly number[]): string => shape.join(' × ');

function OneNetwork({ network }: { readonly network: NetworkSummary }) {
  const { explore } = useTexts();
  const texts = explore.network;
  const role = network.name.startsWith('D') ? 'd' : network.name.startsWith('G') ? 'g' : 'encoder';
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <caption className={styles.caption} style={{ color: `var(--role-${role}-ink)` }}>
          {texts.names[network.name] ?? network.name}
        </caption>
        <thead>
          <tr>
            <th scope="col">{texts.layer}</th>
            <th scope="col">{texts.output}</th>
            <th scope="col" className={styles.number}>
              {texts.parameters}
            </th>
            <th scope="col" className={styles.number} title={texts.macsHelp}>
              {texts.macs}
            </th>
          </tr>
        </thead>
        <tbody>
          {network.layers.map((layer) => (
            <tr key={layer.name}>
              <th scope="row">{layer.kind}</th>
              <td>{shapeText(layer.outputShape)}</td>
              <td className={styles.number}>
                {layer.parameters === 0 ? '' : formatCount(layer.parameters)}
              </td>
              <td className={styles.number}>{layer.macs === 0 ? '' : formatShort(layer.macs)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row" colSpan={2}>
              {texts.total}
            </th>
            <td className={styles.number}>{formatCount(network.parameters)}</td>
            <td className={styles.number}>
              {formatShort(sum(network.layers.map(({ macs }) => macs)))}
            </td>
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

export function NetworkTable() {
  const { stores } = useApp();
  const run = useStore(stores.run, (state) => state.run);
  const { explore } = useTexts();
  if (run === null) return <p className={styles.none}>{explore.needsRun}</p>;
  return (
    <div className={styles.networks}>
      {run.networks.map((network) => (
        <OneNetwork key={network.name} network={network} />
      ))}
      <p className={styles.none}>
        {explore.network.memory(formatCount(Math.ceil(run.memoryMegabytes)))}
      </p>
    </div>
  );
}
