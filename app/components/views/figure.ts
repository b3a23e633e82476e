// What all pictures of a run have in common: how they are given to their widget, and the contract of a painter, which draws
// the same picture on the page and into a PNG.

import type { ViewData, ViewKind } from '../../../lib/schema/views';
import type { Texts } from '../../i18n/texts';
import type { Palette } from './palette';
import type { PickKind } from './picks';
import type { Size } from './use-size';

export type ViewOf<K extends ViewKind> = Extract<ViewData, { readonly kind: K }>;

/** `contain` fills the height of its parent; `width` is as high as its content needs. */
export type Fit = 'contain' | 'width';

export interface FigureProps<K extends ViewKind> {
  readonly view: ViewOf<K>;
  /** The picture's name. */
  readonly label: string;
  readonly fit: Fit;
  /** Without legend, tools and details. */
  readonly compact: boolean;
  readonly picking: Picking | undefined;
  /** True where rows carry a meaning, such as the frames of a path. */
  readonly fixedColumns: boolean;
}

/** Lets a person pick pictures of a sheet. */
export interface Picking {
  readonly kind: PickKind;
  /** In the order of picking. */
  readonly picks: readonly number[];
  readonly onPick: (picks: readonly number[]) => void;
}

export interface PaintStyle {
  readonly palette: Palette;
  readonly texts: Texts;
}

/** Draws into a context scaled to CSS pixels, on a transparent ground. */
export type Paint = (context: CanvasRenderingContext2D, room: Size, style: PaintStyle) => void;
