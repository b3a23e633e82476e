// The settings of the chosen architecture, generated from its specs: the essentials first, the rest on demand, with a search.

import { useState } from 'react';
import { useStore } from 'zustand';
import { SIZES, type SizeId } from '../../../lib/schema/catalog';
import {
  dataKindOf,
  findArchitecture,
  knownDataInfo,
  presetParams,
} from '../../../lib/schema/config';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { needsReset } from '../../state/experiment-store';
import { Button } from '../controls/Button';
import { Icon } from '../controls/Icon';
import { recipeGroups } from './recipe-fields';
import { SettingRow } from './SettingRow';
import styles from './SettingsForm.module.css';

const asSize = (value: unknown): SizeId => SIZES.find((size) => size === value) ?? 'S';

export function SettingsForm() {
  const { stores, actions } = useApp();
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const experiment = useStore(stores.experiment);
  const showAll = useStore(stores.view, (state) => state.showAllParams);
  const [search, setSearch] = useState('');
  const { recipe, localise } = useTexts();
  const { draft, fieldErrors } = experiment;
  if (catalog === null || draft === null) return null;

  const architecture = findArchitecture(catalog, draft.architecture);
  const dataKind = dataKindOf(catalog, draft.data);
  const info = knownDataInfo(catalog, draft.data);
  const classCount = info.kind === 'images' ? info.classes.length : (info.classes ?? info.modes);
  const presets = presetParams(architecture, dataKind, asSize(draft.params.size));
  const waiting = needsReset(experiment, catalog);
  const groups = recipeGroups({
    specs: architecture.params,
    values: draft.params,
    presets,
    dataKind,
    showAll,
    search,
    localise,
  });
  const found = groups.reduce((sum, { fields }) => sum + fields.length, 0);
  return (
    <section aria-labelledby="settings-heading">
      <div className={styles.head}>
        <h3 id="settings-heading">{recipe.settings}</h3>
        <div className={styles.search}>
          <Icon name="search" />
          <input
            type="search"
            aria-label={recipe.filter}
            placeholder={recipe.filter}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        </div>
      </div>
      <p className="spoken" aria-live="polite">
        {search.trim() === '' ? '' : recipe.matches(found)}
      </p>
      {groups.map(({ group, fields }) => (
        <fieldset key={group} className={styles.group}>
          <legend className={styles.legend}>{recipe.groups[group]}</legend>
          {fields.map((field) => (
            <SettingRow
              key={field.key}
              field={field}
              waiting={waiting.includes(field.key)}
              error={fieldErrors[field.key]}
              classCount={classCount}
              onChange={actions.setParam}
            />
          ))}
        </fieldset>
      ))}
      {found === 0 && search.trim() !== '' && (
        <p className={styles.none}>{recipe.noMatch(search.trim())}</p>
      )}
      {search.trim() === '' && (
        <Button kind="quiet" onPress={() => actions.setShowAllParams(!showAll)}>
          {showAll ? recipe.fewerSettings : recipe.allSettings}
        </Button>
      )}
    </section>
  );
}
