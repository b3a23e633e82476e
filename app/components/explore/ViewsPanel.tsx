// A picture of the run on demand: which one, with which arguments, drawn again by hand or while it trains.

import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { defaultsOf, isVisible, type ParamRecord } from '../../../lib/schema/params';
import type { GivenPicture, ImagesView, ViewData, ViewSpec } from '../../../lib/schema/views';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import type { RunDescription } from '../../workers/protocol';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { Toggle } from '../controls/Toggle';
import { ParamControl } from '../recipe/ParamControl';
import { isTraining } from '../shell/run-phase';
import { SavePng } from '../views/SavePng';
import { ViewFigure } from '../views/ViewFigure';
import { PictureInput } from './PictureInput';
import { numbersAfter, placesIn } from './setting-picks';
import styles from './ViewsPanel.module.css';

/** While following, this long between the end of one drawing and the start of the next. */
const FOLLOW_MS = 2500;
/** Training images to choose from. */
const PICKABLE = 36;

interface Drawn {
  readonly id: string;
  readonly step: number;
  readonly view: ViewData;
}

function useDrawnView(spec: ViewSpec | undefined, args: ParamRecord, picture: GivenPicture | null) {
  const { stores, actions } = useApp();
  const runId = useStore(stores.run, ({ run }) => run?.runId ?? null);
  const [drawn, setDrawn] = useState<Drawn | null>(null);
  const [busy, setBusy] = useState(false);
  const latest = useRef(0);
  const id = spec?.id;
  const draw = useCallback(async (): Promise<void> => {
    if (id === undefined || runId === null) return;
    const ticket = ++latest.current;
    setBusy(true);
    try {
      const view = await actions.requestView(id, args, picture);
      if (ticket === latest.current) {
        setDrawn({ id, step: stores.run.getState().step, view });
      }
    } catch {
      // The action reports it as a notice; the picture there was stays.
    } finally {
      if (ticket === latest.current) setBusy(false);
    }
  }, [actions, args, id, picture, runId, stores]);
  useEffect(() => {
    void draw();
  }, [draw]);
  return { drawn: drawn?.id === id ? drawn : null, busy, draw };
}

/** Training images to pick one from, asked for once a view wants a picture. */
function useReals(run: RunDescription | null, wanted: boolean): ImagesView | null {
  const { actions } = useApp();
  const [reals, setReals] = useState<ImagesView | null>(null);
  const offered = run?.views.some(({ id }) => id === 'reals') ?? false;
  const runId = run?.runId ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another run has other images.
  useEffect(() => {
    if (!wanted || !offered) return;
    let current = true;
    actions.requestView('reals', { count: PICKABLE }).then(
      (view) => {
        if (current && view.kind === 'images') setReals(view);
      },
      () => undefined, // The action reports it as a notice.
    );
    return () => {
      current = false;
    };
  }, [actions, offered, runId, wanted]);
  return reals;
}

/** Lets a person pick pictures of a view into the setting that it is for. */
function useSettingPicks(spec: ViewSpec | undefined, view: ViewData | undefined) {
  const { stores, actions } = useApp();
  const params = useStore(stores.experiment, ({ draft }) => draft?.params);
  if (spec?.picksFor === undefined || view?.kind !== 'images') return {};
  const { picksFor } = spec;
  const value = params?.[picksFor];
  const numbers: readonly number[] = Array.isArray(value) ? value : [];
  return {
    pickKind: 'ticked',
    selected: placesIn(view.captions, numbers),
    onSelect: (places: readonly number[]) =>
      actions.setParam(picksFor, numbersAfter(view.captions, numbers, places)),
  } as const;
}

export function ViewsPanel() {
  const { stores } = useApp();
  const run = useStore(stores.run, (state) => state.run);
  const training = useStore(stores.run, ({ phase }) => isTraining(phase));
  const { explore, localise } = useTexts();
  const [chosen, setChosen] = useState<string | null>(null);
  const [givenArgs, setGivenArgs] = useState<Readonly<Record<string, ParamRecord>>>({});
  const [follow, setFollow] = useState(true);
  const views = run?.views ?? [];
  const spec =
    views.find(({ id }) => id === chosen) ?? views.find(({ placement }) => placement === 'explore');
  // One object per spec, since a new one would draw the picture again.
  const defaults = useMemo(() => (spec === undefined ? {} : defaultsOf(spec.args)), [spec]);
  const args = (spec === undefined ? undefined : givenArgs[spec.id]) ?? defaults;
  const wantsPicture = spec?.picture !== undefined;
  const [given, setGivenPicture] = useState<{
    readonly runId: number;
    readonly picture: GivenPicture;
  } | null>(null);
  // Another run may have another size.
  const picture = wantsPicture && given?.runId === run?.runId ? (given?.picture ?? null) : null;
  const reals = useReals(run, wantsPicture);
  const { drawn, busy, draw } = useDrawnView(spec, args, picture);
  const picks = useSettingPicks(spec, drawn?.view);
  useEffect(() => {
    if (!follow || !training || busy) return;
    const timer = setTimeout(() => void draw(), FOLLOW_MS);
    return () => clearTimeout(timer);
  }, [busy, draw, follow, training]);
  if (run === null) return <p className={styles.none}>{explore.needsRun}</p>;
  if (spec === undefined) return <p className={styles.none}>{explore.noViews}</p>;
  return (
    <div className={styles.panel}>
      <Choice
        label={explore.view}
        look="list"
        value={spec.id}
        options={views.map(({ id, label }) => ({ id, label: localise(label) }))}
        onChange={setChosen}
      />
      <p className={styles.help}>{localise(spec.help)}</p>
      {Object.entries(spec.args)
        .filter(([, arg]) => isVisible(arg, args))
        .map(([key, arg]) => (
          <div key={key} className={styles.argument} title={localise(arg.help)}>
            <span className={styles.label} aria-hidden="true">
              {localise(arg.label)}
            </span>
            <ParamControl
              spec={arg}
              value={args[key] ?? arg.default}
              onChange={(value) =>
                setGivenArgs({ ...givenArgs, [spec.id]: { ...args, [key]: value } })
              }
            />
          </div>
        ))}
      {spec.picture !== undefined && run.data.kind === 'images' && (
        <PictureInput
          prompt={localise(spec.picture)}
          size={run.data.size}
          channels={run.data.channels}
          reals={reals}
          onPicture={(next) => setGivenPicture({ runId: run.runId, picture: next })}
        />
      )}
      <figure className={styles.figure} aria-busy={busy}>
        {drawn === null ? (
          <p className={styles.none}>{explore.drawing}</p>
        ) : (
          <>
            <ViewFigure view={drawn.view} label={localise(spec.label)} {...picks} />
            <figcaption className={styles.none}>
              {explore.atStep(formatCount(drawn.step))}
            </figcaption>
          </>
        )}
      </figure>
      <div className={styles.actions}>
        <Toggle
          label={explore.follow}
          help={explore.followHelp}
          value={follow}
          onChange={setFollow}
        />
        <Button icon="reset" onPress={() => void draw()} disabled={busy}>
          {explore.refresh}
        </Button>
        {drawn !== null && <SavePng view={drawn.view} name={`${drawn.id}-step${drawn.step}`} />}
      </div>
    </div>
  );
}
