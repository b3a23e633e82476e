// What images are seen through: the features that the library has for these data, weights of a person's own, or a classifier
// trained on the spot where the data have labels.

import { type ChangeEvent, useRef } from 'react';
import { useStore } from 'zustand';
import { FEATURE_CHOICES, type FeatureSummary } from '../../../lib/schema/metrics';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { Disclosure } from '../controls/Disclosure';
import styles from './MeasuresPanel.module.css';

const percent = (share: number): string => (100 * share).toFixed(1);

/** What is known of a network, in one line. */
function Facts({ summary }: { readonly summary: FeatureSummary }) {
  const { features } = useTexts().measures;
  const { accuracy, classes, dims } = summary;
  return (
    <p className={styles.faint}>
      {accuracy === null
        ? features.unknown
        : features.accuracy(percent(accuracy.share), formatCount(accuracy.images))}{' '}
      {features.makes(formatCount(dims), classes.length)}
    </p>
  );
}

/** @param labelled whether the data have classes to learn */
export function FeaturesSection({ labelled }: { readonly labelled: boolean }) {
  const { stores, actions } = useApp();
  const { measures, localise } = useTexts();
  const texts = measures.features;
  const { features, loaded, trained, busy } = useStore(stores.measures);
  const file = useRef<HTMLInputElement>(null);
  const names = {
    usual: texts.usual,
    loaded: loaded?.name,
    trained: trained === null ? undefined : localise(trained.name),
  };
  const shown = features === 'loaded' ? loaded : features === 'trained' ? trained : null;
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const [chosen] = event.target.files ?? [];
    // The same file may be chosen again, after it was made anew.
    event.target.value = '';
    if (chosen !== undefined) void actions.loadFeatures(chosen);
  };
  return (
    <Disclosure summary={texts.summary(names[features] ?? texts.usual)}>
      <div className={styles.section}>
        <p className={styles.faint}>{texts.help}</p>
        {(loaded !== null || trained !== null) && (
          <Choice
            label={texts.label}
            look="list"
            value={features}
            options={FEATURE_CHOICES.flatMap((id) => {
              const label = names[id];
              return label === undefined ? [] : [{ id, label }];
            })}
            onChange={actions.chooseFeatures}
          />
        )}
        {shown !== null && <Facts summary={shown} />}
        <div className={styles.controls}>
          <Button
            icon="open"
            help={texts.loadHelp}
            disabled={busy !== null}
            onPress={() => file.current?.click()}
          >
            {texts.load}
          </Button>
          {labelled && (
            <Button
              help={texts.trainHelp}
              disabled={busy !== null}
              onPress={() => void actions.trainFeatures()}
            >
              {texts.train}
            </Button>
          )}
        </div>
        <input
          ref={file}
          type="file"
          accept=".safetensors"
          hidden
          aria-label={texts.load}
          onChange={take}
        />
      </div>
    </Disclosure>
  );
}
