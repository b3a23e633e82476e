// The latent explorer: one present z with its picture, and tools that move it. Knows neither worker nor architecture; what
// it asks for goes through the callbacks.

import { type ReactNode, useEffect, useMemo, useState } from 'react';
import type { GaussianLatent, GenerateOptions, LatentRequest } from '../../../lib/schema/latents';
import { useTexts } from '../../i18n/use-texts';
import { Tabs, tabPanelProps } from '../controls/Tabs';
import { ArithmeticTool } from './ArithmeticTool';
import { BetweenTool } from './BetweenTool';
import styles from './LatentWorkbench.module.css';
import { LatentLaneContext, useGenerated } from './latent-lane';
import { type GenerateOffers, OptionsRow } from './OptionsRow';
import { PlaneTool } from './PlaneTool';
import { randomAxes } from './plane-axes';
import { type Generate, RequestLane } from './request-lane';
import { SampleSlots, SLOTS, slotLetter } from './SampleSlots';
import { type PresentZ, type Resolve, usePresentZ } from './use-present-z';
import { boxOf, type Vector } from './vectors';
import { WorkbenchHead } from './WorkbenchHead';
import { ZSliders } from './ZSliders';

export const TOOLS = ['sliders', 'plane', 'between', 'arithmetic'] as const;
export type Tool = (typeof TOOLS)[number];

export interface LatentWorkbenchProps {
  readonly control: GaussianLatent;
  /** Side of a picture in its own pixels; null for point models. */
  readonly pictureSize: number | null;
  readonly offers: GenerateOffers;
  /** Samples picked on the stage, in the order of picking. */
  /** One row each, picked on the stage. */
  readonly picks: readonly LatentRequest[];
  /** Changes when G has changed. */
  readonly revision: number;
  readonly generate: Generate;
  readonly resolve: Resolve;
  /** What every row has beside z. */
  readonly rest: Vector;
}

/** For another run, mount it anew. */
export function LatentWorkbench(props: LatentWorkbenchProps) {
  const { offers, generate, revision, rest } = props;
  const { latent } = useTexts();
  const [lane, setLane] = useState<RequestLane | null>(null);
  const [options, setOptions] = useState<GenerateOptions>(() => ({
    weights: offers.weights[0] ?? 'live',
    norm: offers.norms[0] ?? 'batch',
  }));
  useEffect(() => {
    const fresh = new RequestLane(generate);
    setLane(fresh);
    return () => fresh.close();
  }, [generate]);
  const context = useMemo(
    () => (lane === null ? null : { lane, options, revision, rest }),
    [lane, options, revision, rest],
  );
  const points = usePresentZ(props.resolve, props.picks);
  return (
    <LatentLaneContext value={context}>
      {points.present === null || context === null ? (
        <p className={styles.waiting}>{latent.waiting}</p>
      ) : (
        <Tools {...props} {...points} present={points.present} />
      )}
      <OptionsRow offers={offers} options={options} onChange={setOptions} />
    </LatentLaneContext>
  );
}

type ToolsProps = LatentWorkbenchProps &
  Omit<ReturnType<typeof usePresentZ>, 'present'> & { readonly present: PresentZ };

const NOWHERE = new Float32Array();

function Tools(props: ToolsProps) {
  const { control, pictureSize, resolve, present, setZ, takePresent, draw } = props;
  const { z, slots } = present;
  const { latent } = useTexts();
  const [tool, setTool] = useState<Tool>('sliders');
  const lettered = tool === 'between' ? SLOTS.slice(0, 2) : SLOTS;
  const output = useGenerated(
    'output',
    useMemo<LatentRequest>(() => ({ kind: 'vectors', z: [z] }), [z]),
  );
  const slotRequest = useMemo<LatentRequest>(
    () => ({ kind: 'vectors', z: SLOTS.map((slot) => slots[slot]) }),
    [slots],
  );
  const slotViews = useGenerated(
    'slots',
    tool === 'between' || tool === 'arithmetic' ? slotRequest : null,
  );
  const dice = (): void => {
    draw(1).then(
      ([next]) => {
        if (next !== undefined) setZ(next);
      },
      () => undefined, // Whoever sends the request reports its failure.
    );
  };
  const head = (way: Float32Array, sheet: Float32Array): ReactNode => (
    <WorkbenchHead
      control={control}
      points={pictureSize === null}
      z={z}
      output={output}
      way={way}
      sheet={sheet}
      slotViews={slotViews}
      letters={lettered.map(slotLetter)}
      onDice={dice}
      onChange={setZ}
    />
  );
  const slotRow = (signs: readonly string[]): ReactNode => (
    <SampleSlots slots={lettered} signs={signs} view={slotViews} onTakePresent={takePresent} />
  );
  const { min } = boxOf(control);
  const panels: Readonly<Record<Tool, () => ReactNode>> = {
    sliders: () => (
      <>
        {head(NOWHERE, NOWHERE)}
        <ZSliders z={z} min={min} max={control.range} onChange={setZ} />
      </>
    ),
    plane: () => (
      <PlaneTool
        control={control}
        pictureSize={pictureSize}
        z={z}
        onChange={setZ}
        randomAxes={async () => randomAxes(await draw(4))}
        head={(sheet) => head(NOWHERE, sheet)}
      />
    ),
    between: () => (
      <BetweenTool
        a={slots.a}
        b={slots.b}
        resolve={resolve}
        onChange={setZ}
        slots={slotRow(['→'])}
        head={(way) => head(way, NOWHERE)}
      />
    ),
    arithmetic: () => (
      <ArithmeticTool
        a={slots.a}
        b={slots.b}
        c={slots.c}
        onChange={setZ}
        slots={slotRow(['−', '+'])}
        head={head(NOWHERE, NOWHERE)}
      />
    ),
  };
  const offered = TOOLS.filter((id) => id !== 'plane' || control.dim > 1);
  return (
    <div className={styles.workbench}>
      <Tabs
        name="latent"
        label={latent.tools}
        tabs={offered.map((id) => ({ id, label: latent.toolNames[id] }))}
        value={tool}
        onChange={setTool}
      />
      <div {...tabPanelProps('latent', tool)} className={styles.panel}>
        {panels[tool]()}
      </div>
    </div>
  );
}
