// The settings of the chosen data set, from its specs.

import { isVisible, type ParamRecord, type ParamSpecs } from '../../../lib/schema/params';
import { useTexts } from '../../i18n/use-texts';
import { ParamControl } from '../recipe/ParamControl';
import styles from './DataSettings.module.css';

export interface DataSettingsProps {
  readonly specs: ParamSpecs;
  readonly values: ParamRecord;
  readonly onChange: (values: ParamRecord) => void;
}

export function DataSettings({ specs, values, onChange }: DataSettingsProps) {
  const { localise } = useTexts();
  const shown = Object.entries(specs).filter(([, spec]) => isVisible(spec, values));
  if (shown.length === 0) return null;
  return (
    <div className={styles.settings}>
      {shown.map(([key, spec]) => (
        <div key={key} className={styles.row} title={localise(spec.help)}>
          <span className={styles.label} aria-hidden="true">
            {localise(spec.label)}
          </span>
          <ParamControl
            spec={spec}
            value={values[key] ?? spec.default}
            onChange={(value) => onChange({ ...values, [key]: value })}
          />
        </div>
      ))}
    </div>
  );
}
