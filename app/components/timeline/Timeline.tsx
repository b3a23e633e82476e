// The curves of the run under the stage, one chart per kind, with what was changed when. Charts take turns in redrawing, so
// that no single task of the page is longer than one chart needs.

import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import { findArchitecture } from '../../../lib/schema/config';
import { CHARTS, type ChartId, type SeriesSpec } from '../../../lib/schema/series';
import { formatCount } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import { useApp } from '../../state/app-context';
import { Button } from '../controls/Button';
import { Choice } from '../controls/Choice';
import { Disclosure } from '../controls/Disclosure';
import { isTraining } from '../shell/run-phase';
import { type ChartMark, CurveChart } from './CurveChart';
import { CurveLegend } from './CurveLegend';
import { ChangeList, CurveSentences, CurveTable } from './CurveTable';
import { chartMarks } from './chart-marks';
import { curveRows, hasSignal, latestValues, summariesOf } from './curve-rows';
import styles from './Timeline.module.css';
import { useWidth } from './use-width';

const HEIGHT = 132;
/** The projector's larger type needs more room around the lines. */
const PROJECTOR_HEIGHT = 156;
const PROJECTOR_STROKES = 1.75;
/** The short window. */
const RECENT = 500;

type Window = 'all' | 'recent';

/** The series' version at which chart number `turn` of `charts` draws: all while paused, one after the other in training. */
function useChartVersion(turn: number, charts: number): number {
  const { stores } = useApp();
  const training = useStore(stores.run, ({ phase }) => isTraining(phase));
  return useStore(stores.series.store, ({ version }) =>
    training ? Math.floor((version + turn) / charts) : version,
  );
}

interface OneChartProps {
  readonly chart: ChartId;
  readonly specs: readonly SeriesSpec[];
  readonly marks: readonly ChartMark[];
  readonly window: Window;
  readonly turn: number;
  readonly charts: number;
}

function OneChart({ chart, specs, marks, window, turn, charts }: OneChartProps) {
  const { stores } = useApp();
  const version = useChartVersion(turn, charts);
  const buffer = useStore(stores.series.store, (state) => state.buffer);
  const projector = useStore(stores.view, (state) => state.projector);
  const { timeline } = useTexts();
  const [ref, width] = useWidth<HTMLDivElement>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the buffer changes in place; the version says when to look.
  const rows = useMemo(
    () => curveRows(buffer, specs, window === 'recent' ? RECENT : null, width),
    [buffer, specs, window, version, width],
  );
  const shown = useMemo(() => {
    const from = rows[0]?.step ?? 0;
    return marks.filter(({ step }) => step >= from);
  }, [marks, rows]);
  return (
    <div ref={ref} className={styles.chart}>
      <CurveLegend
        heading={timeline.charts[chart]}
        specs={specs}
        latest={latestValues(buffer, specs)}
      />
      {width > 0 && rows.length > 0 && (
        <CurveChart
          chart={chart}
          specs={specs}
          rows={rows}
          marks={shown}
          width={width}
          height={projector ? PROJECTOR_HEIGHT : HEIGHT}
          strokeScale={projector ? PROJECTOR_STROKES : 1}
        />
      )}
      {rows.length === 0 && (
        <div
          className={styles.blank}
          style={{ height: projector ? PROJECTOR_HEIGHT : HEIGHT }}
          aria-hidden="true"
        />
      )}
    </div>
  );
}

/** Words and figures; drawn while someone has opened them, and for screen readers when the run rests. */
function InFigures({
  specs,
  marks,
}: {
  readonly specs: readonly SeriesSpec[];
  readonly marks: readonly ChartMark[];
}) {
  const { stores } = useApp();
  const { buffer } = useStore(stores.series.store);
  const { timeline } = useTexts();
  return (
    <div className={styles.figures}>
      <CurveTable summaries={summariesOf(buffer, specs)} />
      <div>
        <h3 className={styles.subheading}>{timeline.changes}</h3>
        <ChangeList marks={marks} />
      </div>
    </div>
  );
}

function RestingSentences({ specs }: { readonly specs: readonly SeriesSpec[] }) {
  const { stores } = useApp();
  const training = useStore(stores.run, ({ phase }) => isTraining(phase));
  useStore(stores.series.store, ({ version }) => (training ? null : version));
  const { buffer } = stores.series.store.getState();
  return training ? null : <CurveSentences summaries={summariesOf(buffer, specs)} />;
}

const NO_SERIES: readonly SeriesSpec[] = [];

export function Timeline() {
  const { stores, actions } = useApp();
  const texts = useTexts();
  const { timeline } = texts;
  const catalog = useStore(stores.catalog, (state) => state.catalog);
  const run = useStore(stores.run, (state) => state.run);
  const marks = useStore(stores.run, (state) => state.marks);
  const started = useStore(stores.run, ({ step }) => step > 0);
  const [window, setWindow] = useState<Window>('all');
  const [figures, setFigures] = useState(false);
  const series = run?.series ?? NO_SERIES;
  const inWords = useMemo(
    () =>
      catalog === null || run === null
        ? []
        : chartMarks(texts, findArchitecture(catalog, run.config.architecture).params, marks),
    [catalog, marks, run, texts],
  );
  const charts = useMemo(
    () => CHARTS.map((chart) => ({ chart, specs: series.filter((spec) => spec.chart === chart) })),
    [series],
  );
  // What is off for the whole run, such as a penalty, would be an empty box.
  const others = useStore(stores.series.store, ({ buffer }) =>
    series.some(({ id, chart }) => chart === 'other' && hasSignal(buffer, id)),
  );
  const filled = charts.filter(
    ({ chart, specs }) => specs.length > 0 && (chart !== 'other' || others),
  );
  return (
    <section aria-labelledby="timeline-heading" className={styles.timeline}>
      <header className={styles.head}>
        <h2 id="timeline-heading">{timeline.heading}</h2>
        {!started && <p className={styles.empty}>{timeline.empty}</p>}
        <div className={styles.window}>
          <Choice
            label={timeline.window}
            look="segments"
            value={window}
            options={[
              { id: 'all', label: timeline.windows.all },
              { id: 'recent', label: timeline.windows.last(formatCount(RECENT)) },
            ]}
            onChange={setWindow}
          />
        </div>
        <Button
          kind="quiet"
          icon="save"
          help={timeline.csvHelp}
          disabled={!started}
          onPress={actions.exportCsv}
        >
          {timeline.csv}
        </Button>
      </header>
      <div className={styles.charts}>
        {filled.map(({ chart, specs }, turn) => (
          <OneChart
            key={chart}
            chart={chart}
            specs={specs}
            marks={inWords}
            window={window}
            turn={turn}
            charts={filled.length}
          />
        ))}
      </div>
      {started && <RestingSentences specs={series} />}
      <Disclosure summary={timeline.table} open={figures} onToggle={setFigures}>
        {figures && <InFigures specs={series} marks={inWords} />}
      </Disclosure>
    </section>
  );
}
