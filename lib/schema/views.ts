// Pictures that a run can show, as plain data that the page draws without knowing the architecture. A closed union: a new
// kind does not compile until the page has a widget for it. Typed arrays cross the wire as transferables.

import type { ParamSpecs } from './params';
import type { Role } from './series';

/** A stack of equally large pictures. */
export interface ImagesView {
  readonly kind: 'images';
  readonly count: number;
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  /** [count, height, width, channels], bytes. */
  readonly pixels: Uint8Array;
  /** How many stand side by side. */
  readonly columns: number;
  /** One per picture, or empty. */
  readonly captions: readonly string[];
  /** Present where the columns mean something, one per column; such a picture keeps its columns however wide the page is. */
  readonly columnNames?: readonly string[];
  /**
   * The latents that the pictures were made from, [count, row width]; absent where picture i is of the run's fixed row i, or of
   * none.
   */
  readonly latents?: Float32Array;
}

export interface PointCloud {
  readonly role: Role;
  readonly label: string;
  /** x0, y0, x1, y1, … */
  readonly xy: Float32Array;
}

/** A plane with a scalar field (D's probability), arrows, point clouds and a warped latent grid. */
export interface FieldView {
  readonly kind: 'field';
  /** The square [-extent, extent]². */
  readonly extent: number;
  /** Cells per side. */
  readonly resolution: number;
  /** [resolution, resolution], row 0 at the bottom (lowest y), in [0, 1]. */
  readonly values: Float32Array;
  readonly valueLabel: string;
  /** x, y, dx, dy per arrow. */
  readonly arrows: Float32Array;
  readonly clouds: readonly PointCloud[];
  /** The image of a regular grid in z under G: [rows, columns, 2]; absent when z is not two-dimensional. */
  readonly manifold?: {
    readonly rows: number;
    readonly columns: number;
    readonly xy: Float32Array;
  };
}

/** Counts over bins, with an optional curve over the same axis. */
export interface HistogramView {
  readonly kind: 'histogram';
  /** bins + 1 increasing edges. */
  readonly edges: Float32Array;
  /** Densities (area 1) per bin. */
  readonly bars: readonly {
    readonly role: Role;
    readonly label: string;
    readonly density: Float32Array;
  }[];
  /** Curves over x; `scale` says whether y is a probability in [0, 1] or a density like the bars. */
  readonly lines: readonly {
    readonly role: Role;
    readonly label: string;
    readonly scale: 'probability' | 'density';
    readonly x: Float32Array;
    readonly y: Float32Array;
  }[];
}

/** Lines and dots over two labelled axes. */
export interface CurveView {
  readonly kind: 'curve';
  readonly xLabel: string;
  readonly yLabel: string;
  readonly lines: readonly {
    readonly role: Role;
    readonly label: string;
    readonly x: Float32Array;
    readonly y: Float32Array;
  }[];
  readonly dots: readonly {
    readonly role: Role;
    readonly label: string;
    /** Number of the class that these dots are of, which then gives them their colour. */
    readonly category?: number;
    readonly x: Float32Array;
    readonly y: Float32Array;
  }[];
}

export interface TableView {
  readonly kind: 'table';
  readonly columns: readonly {
    readonly id: string;
    readonly label: string;
    readonly numeric: boolean;
  }[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** A table of numbers to be seen as shades and read as numbers: counts, shares or probabilities by row and column. */
export interface MatrixView {
  readonly kind: 'matrix';
  /** What the rows are, such as "class asked for". */
  readonly rowTitle: string;
  readonly columnTitle: string;
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** Titles of the equally many columns that belong together, where that is not all of them; the parts need not stand side by side. */
  readonly blocks?: readonly string[];
  /** [rows, columns], none negative. */
  readonly values: Float32Array;
  /** The value of the full shade; 0 has none. */
  readonly full: number;
  readonly decimals: number;
  /** What it comes to, such as the share on the diagonal. */
  readonly figures: readonly { readonly label: string; readonly value: number }[];
}

export type ViewData = ImagesView | FieldView | HistogramView | CurveView | TableView | MatrixView;
export type ViewKind = ViewData['kind'];

/** A picture that a run offers. */
export interface ViewSpec {
  readonly id: string;
  readonly kind: ViewKind;
  readonly label: string;
  readonly help: string;
  /** `stage` is the hero of the page, redrawn while it trains; `explore` is drawn on demand. */
  readonly placement: 'stage' | 'explore';
  readonly args: ParamSpecs;
  /** Present where the view reads a picture that the user draws, drops or picks: what to give it, in a few words. */
  readonly picture?: string;
  /**
   * Present where its pictures are captioned by numbers that a setting takes: the key of that `numbers` setting, into which a
   * person picks them.
   */
  readonly picksFor?: string;
}

/** A picture in the size and channels of the run's data: [size, size, channels], bytes. */
export type GivenPicture = Uint8Array;

/** The buffers of a view, for the transfer list. */
export function viewBuffers(view: ViewData): ArrayBuffer[] {
  const arrays = (): readonly (Float32Array | Uint8Array)[] => {
    switch (view.kind) {
      case 'images':
        return [view.pixels, ...(view.latents ? [view.latents] : [])];
      case 'field':
        return [
          view.values,
          view.arrows,
          ...view.clouds.map(({ xy }) => xy),
          ...(view.manifold ? [view.manifold.xy] : []),
        ];
      case 'histogram':
        return [
          view.edges,
          ...view.bars.map(({ density }) => density),
          ...view.lines.flatMap(({ x, y }) => [x, y]),
        ];
      case 'curve':
        return [...view.lines, ...view.dots].flatMap(({ x, y }) => [x, y]);
      case 'matrix':
        return [view.values];
      case 'table':
        return [];
    }
  };
  return [...new Set(arrays().map(({ buffer }) => buffer as ArrayBuffer))];
}
