// One setting of the recipe: its name, whether it acts at once, the control, and on demand what it means and what the paper
// used.

import { useId, useState } from 'react';
import type { WireError } from '../../../lib/schema/errors';
import { type ParamValue, sameParam } from '../../../lib/schema/params';
import { useTexts } from '../../i18n/use-texts';
import { classNames } from '../controls/class-names';
import { Icon } from '../controls/Icon';
import { IconButton } from '../controls/IconButton';
import { ParamControl } from './ParamControl';
import { paramText } from './param-text';
import type { RecipeField } from './recipe-fields';
import styles from './SettingRow.module.css';

export interface SettingRowProps {
  readonly field: RecipeField;
  /** Waits for a reset. */
  readonly waiting: boolean;
  readonly error: WireError | undefined;
  /** Classes of the chosen data, 0 where unknown. */
  readonly classCount: number;
  readonly onChange: (key: string, value: ParamValue) => void;
}

export function SettingRow({ field, waiting, error, classCount, onChange }: SettingRowProps) {
  const { key, spec, value, preset } = field;
  const texts = useTexts();
  const { recipe, controls, localise } = texts;
  const [open, setOpen] = useState(false);
  const id = useId();
  const label = localise(spec.label);
  const changed = !sameParam(value, preset);
  return (
    <div
      className={classNames(styles.row, spec.kind === 'toggle' && styles.inline)}
      data-setting={key}
    >
      <div className={styles.head}>
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
        {spec.live ? (
          <span className={styles.live} title={recipe.liveHelp}>
            {recipe.live}
          </span>
        ) : (
          waiting && (
            <span className={styles.waiting} title={recipe.afterResetHelp}>
              {recipe.afterReset}
            </span>
          )
        )}
        <span className={styles.tools}>
          {changed && (
            <IconButton
              small
              label={recipe.toDefault(label)}
              help={recipe.default(paramText(texts, spec, preset))}
              onPress={() => onChange(key, preset)}
            >
              <Icon name="revert" />
            </IconButton>
          )}
          <IconButton
            small
            label={controls.help(label)}
            help={localise(spec.help)}
            expanded={open}
            onPress={() => setOpen(!open)}
          >
            <Icon name="info" />
          </IconButton>
        </span>
      </div>
      <ParamControl
        spec={spec}
        value={value}
        describedBy={`${id}-help`}
        classCount={classCount}
        onChange={(next) => onChange(key, next)}
      />
      <div id={`${id}-help`} className={open ? styles.help : 'spoken'}>
        <p>{localise(spec.help)}</p>
        <p className={styles.facts}>
          <span>{recipe.default(paramText(texts, spec, preset))}</span>
          {spec.paper !== undefined && <span>{recipe.paper(localise(spec.paper))}</span>}
          <span>{spec.live ? recipe.liveHelp : recipe.afterResetHelp}</span>
        </p>
      </div>
      {error && (
        <p className={styles.error} role="alert">
          {texts.errorText(error)}
        </p>
      )}
    </div>
  );
}
