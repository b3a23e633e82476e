// The picture on the stage, and which samples are picked on it.

import { createStore } from 'zustand/vanilla';
import type { ParamRecord } from '../../lib/schema/params';
import type { ViewData } from '../../lib/schema/views';

export interface StageFrame {
  readonly step: number;
  readonly view: ViewData;
}

export interface StageState {
  readonly frame: StageFrame | null;
  readonly viewId: string | null;
  readonly viewArgs: ParamRecord;
  /** Places in the picture, in the order in which they were picked. */
  readonly selected: readonly number[];
}

export const createStageStore = () =>
  createStore<StageState>(() => ({ frame: null, viewId: null, viewArgs: {}, selected: [] }));
