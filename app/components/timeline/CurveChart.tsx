// One chart of curves over steps, with reference lines and the marks of changes. It draws at most 300 points per curve,
// decimated before they come here, and animates nothing. Text for screen readers stands beside it, so it is hidden there.

import { memo } from 'react';
import { Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartId, SeriesSpec } from '../../../lib/schema/series';
import { formatCount, formatMeasure } from '../../i18n/number-format';
import { useTexts } from '../../i18n/use-texts';
import type { SeriesRow } from '../../state/series-buffer';
import styles from './CurveChart.module.css';
import { linesOf } from './role-line';

export interface ChartMark {
  readonly step: number;
  /** What was changed, in words. */
  readonly texts: readonly string[];
}

export interface CurveChartProps {
  readonly chart: ChartId;
  readonly specs: readonly SeriesSpec[];
  readonly rows: readonly SeriesRow[];
  readonly marks: readonly ChartMark[];
  readonly width: number;
  readonly height: number;
  readonly strokeScale: number;
}

const MARGIN = { top: 8, right: 6, bottom: 0, left: 0 } as const;
const PROBABILITY: [number, number] = [0, 1];

/** Shorter than a reading: the axis only says where one is. */
const formatTick = (value: number): string =>
  formatMeasure(value)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');

/** A mark belongs to the hovered step when it is within this share of the steps shown. */
const MARK_REACH = 0.02;

interface CurveTooltipProps {
  readonly active?: boolean;
  readonly label?: string | number;
  readonly payload?: readonly { readonly dataKey?: unknown; readonly value?: unknown }[];
  readonly specs: readonly SeriesSpec[];
  readonly marks: readonly ChartMark[];
  readonly reach: number;
}

function CurveTooltip({ active, label, payload, specs, marks, reach }: CurveTooltipProps) {
  const { timeline, localise } = useTexts();
  if (!active || label === undefined) return null;
  const lines = linesOf(specs);
  const step = Number(label);
  const near = marks.filter((mark) => Math.abs(mark.step - step) <= reach);
  return (
    <div className={styles.tooltip}>
      <p className={styles.step}>
        {timeline.step} {formatCount(step)}
      </p>
      {specs.map(({ id, label: name }) => {
        const value = payload?.find(({ dataKey }) => dataKey === id)?.value;
        return typeof value === 'number' ? (
          <p key={id} className={styles.reading}>
            <span style={{ color: lines.get(id)?.ink }}>{localise(name)}</span>
            <span>{formatMeasure(value)}</span>
          </p>
        ) : null;
      })}
      {near.flatMap((mark) =>
        mark.texts.map((text) => (
          <p key={`${mark.step}-${text}`} className={styles.mark}>
            {text}
          </p>
        )),
      )}
    </div>
  );
}

export const CurveChart = memo(function CurveChart(props: CurveChartProps) {
  const { chart, specs, rows, marks, width, height, strokeScale } = props;
  const lines = linesOf(specs);
  const first = rows[0]?.step ?? 0;
  const last = rows.at(-1)?.step ?? 1;
  return (
    <div className={styles.chart} aria-hidden="true">
      <LineChart
        width={width}
        height={height}
        data={[...rows]}
        margin={MARGIN}
        syncId="timeline"
        syncMethod="value"
        accessibilityLayer={false}
      >
        <XAxis
          dataKey="step"
          type="number"
          domain={[first, Math.max(last, first + 1)]}
          tick={StepTick}
          tickCount={3}
          // Any other interval measures every label in the document.
          interval={0}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          height={18}
        />
        <YAxis
          width={36}
          domain={chart === 'probability' ? PROBABILITY : ['auto', 'auto']}
          tickFormatter={formatTick}
          tickCount={3}
          interval={0}
          tickLine={false}
          axisLine={false}
        />
        {specs.map(({ id, reference }) =>
          reference === undefined ? null : (
            <ReferenceLine
              key={`reference-${id}`}
              y={reference.value}
              stroke="var(--ink-faint)"
              strokeDasharray="1 3"
              strokeWidth={strokeScale}
              ifOverflow="extendDomain"
            />
          ),
        )}
        {marks.map(({ step }) => (
          <ReferenceLine
            key={`mark-${step}`}
            x={step}
            stroke="var(--ink)"
            strokeOpacity={0.55}
            strokeWidth={strokeScale}
            label={MarkFlag}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)', strokeWidth: strokeScale }}
          content={<CurveTooltip specs={specs} marks={marks} reach={(last - first) * MARK_REACH} />}
        />
        {[...lines].map(([id, line]) => {
          return (
            <Line
              key={id}
              dataKey={id}
              type="linear"
              dot={false}
              activeDot={{ r: 2.5 * strokeScale, strokeWidth: 0, fill: line.stroke }}
              stroke={line.stroke}
              strokeWidth={1.4 * strokeScale}
              {...(line.dash === undefined ? {} : { strokeDasharray: line.dash })}
              isAnimationActive={false}
              connectNulls
            />
          );
        })}
      </LineChart>
    </div>
  );
});

interface StepTickProps {
  readonly x?: number | string;
  readonly y?: number | string;
  readonly index?: number;
  readonly visibleTicksCount?: number;
  readonly payload?: { readonly value?: unknown };
}

/** The outer two labels stay inside the axis, so that nothing is cut off and nothing need be measured. */
function StepTick({ x, y, index = 0, visibleTicksCount = 1, payload }: StepTickProps) {
  const anchor = index === 0 ? 'start' : index === visibleTicksCount - 1 ? 'end' : 'middle';
  return (
    <text x={x} y={y} dy="0.9em" textAnchor={anchor}>
      {formatCount(Number(payload?.value))}
    </text>
  );
}

/** The head of a change mark: a small flag at the top of its line. */
function MarkFlag({
  viewBox,
}: {
  readonly viewBox?: { readonly x?: number; readonly y?: number };
}) {
  const x = viewBox?.x ?? 0;
  const y = viewBox?.y ?? 0;
  return <path d={`M${x - 3.5} ${y - 7}h7l-3.5 6z`} fill="var(--ink)" />;
}
