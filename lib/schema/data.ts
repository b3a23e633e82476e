// What a data set is, as far as choosing an architecture and drawing a form needs to know. Pixels and samplers live in
// lib/gan/datasets.

import type { ParamRecord, ParamSpecs } from './params';

export interface PointsInfo {
  readonly kind: 'points';
  readonly dim: 1 | 2;
  /** Half-width of the square (or interval) to plot; the data lie inside it. */
  readonly extent: number;
  /** True when the exact probability density is known. */
  readonly hasDensity: boolean;
  /** Number of modes, 0 where the notion does not apply. */
  readonly modes: number;
  /** Present where the classes are something else than the modes, such as the arms of a spiral: how many there are. */
  readonly classes?: number;
}

export interface FactorInfo {
  readonly id: string;
  readonly label: string;
}

export interface ImagesInfo {
  readonly kind: 'images';
  /** Side in pixels; images are square. */
  readonly size: number;
  readonly channels: 1 | 3;
  /** Training images. */
  readonly count: number;
  /** Names of the classes; empty when there are no labels. */
  readonly classes: readonly string[];
  readonly factors: readonly FactorInfo[];
}

export type DataInfo = PointsInfo | ImagesInfo;
export type DataKind = DataInfo['kind'];

/** Which data an experiment trains on. */
export type DataRef =
  | { readonly kind: 'builtin'; readonly id: string; readonly params: ParamRecord }
  /** Points drawn by hand: x0, y0, x1, y1, … in [-DRAWN_EXTENT, DRAWN_EXTENT], kept to a hundredth. */
  | { readonly kind: 'drawn'; readonly points: readonly number[] }
  /** A user's own images: the page and the saved run know them by fingerprint, their bytes stay on the machine. */
  | {
      readonly kind: 'own';
      readonly name: string;
      readonly sha256: string;
      readonly size: number;
      readonly channels: 1 | 3;
      readonly count: number;
      readonly classes: readonly string[];
    };

/** Drawn points lie in a square of this half-width. */
export const DRAWN_EXTENT = 3;
/** At most this many drawn points, so that they fit into a link. */
export const MAX_DRAWN_POINTS = 500;

/** A data set as the catalog lists it. */
export interface DataEntry {
  readonly id: string;
  readonly label: string;
  readonly help: string;
  readonly params: ParamSpecs;
  /** At the default parameters. */
  readonly info: DataInfo;
  /** True for a set that the user installed with `npm run data -- install`. */
  readonly installed: boolean;
  /** Licence and origin, in one line. */
  readonly licence: string;
}
