// The sign of a layer in the legend: the same shape and colour as in the plot.

import { assertNever } from '../../../lib/schema/errors';
import styles from './LayerGlyph.module.css';
import type { FieldLayer } from './paint-field';

export function LayerGlyph({ layer }: { readonly layer: FieldLayer }) {
  return (
    <svg className={styles.glyph} viewBox="0 0 16 16" aria-hidden="true">
      <Shape layer={layer} />
    </svg>
  );
}

function Shape({ layer }: { readonly layer: FieldLayer }) {
  switch (layer) {
    case 'real':
      return <circle cx="8" cy="8" r="4" className={styles.real} />;
    case 'fake':
      return <path d="M4.5 4.5l7 7M4.5 11.5l7-7" className={styles.fake} />;
    case 'heat':
      return <rect x="2.5" y="2.5" width="11" height="11" className={styles.heat} />;
    case 'manifold':
      return (
        <path
          d="M2 4.5c4-2 8 2 12 0M2 8.5c4-2 8 2 12 0M2 12.5c4-2 8 2 12 0M4.5 2c-1 4 1 8 0 12M9 2c-1 4 1 8 0 12M13 2c-1 4 1 8 0 12"
          className={styles.manifold}
        />
      );
    case 'arrows':
      return <path d="M2.5 12.5 12.5 4M8.5 3.6l4 .4-.5 4" className={styles.arrows} />;
    default:
      return assertNever(layer);
  }
}
