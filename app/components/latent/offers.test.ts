import { describe, expect, it } from 'vitest';
import { choice, integer } from '../../../lib/schema/params';
import type { ViewSpec } from '../../../lib/schema/views';
import { offersOf } from './offers';

const spec = (args: ViewSpec['args']): ViewSpec => ({
  id: 'samples',
  kind: 'images',
  label: '',
  help: '',
  placement: 'stage',
  args,
});

describe('what the explorer lets one choose', () => {
  it('is what the views of the run take as arguments, once each', () => {
    const weights = choice({
      label: '',
      help: '',
      group: 'model',
      options: [
        { id: 'live', label: '' },
        { id: 'ema', label: '' },
      ],
      default: 'live',
    });
    expect(offersOf([spec({ weights }), spec({ weights })])).toEqual({
      weights: ['live', 'ema'],
      norms: [],
    });
  });

  it('is nothing where no view has such an argument', () => {
    const weights = integer({ label: '', help: '', group: 'model', default: 1, min: 1, max: 2 });
    expect(offersOf([spec({ weights })])).toEqual({ weights: [], norms: [] });
    expect(offersOf([])).toEqual({ weights: [], norms: [] });
  });
});
