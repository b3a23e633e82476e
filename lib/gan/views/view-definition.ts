// A view as an architecture declares it: its spec for the page and the function that draws it.

import type { ParamRecord } from '../../schema/params';
import type { ViewData, ViewSpec } from '../../schema/views';
import type { ViewContext } from '../architecture';

export interface ViewDefinition<Game, P = ParamRecord> {
  readonly spec: ViewSpec;
  /** @param args values for the spec's args, already parsed */
  draw(game: Game, args: ParamRecord, context: ViewContext<P>): Promise<ViewData>;
}
