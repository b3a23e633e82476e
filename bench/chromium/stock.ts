// The side of plain TensorFlow.js of a measurement in a browser: bundled by run.mjs, called from outside the page. It must
// not come to import lib/.

import { measureStock } from '../stock/measure-stock';
import { STOCK_CASES } from '../stock/registry';
import { type StockBackend, startStock } from '../stock/start-stock';

const REPEATS = 3;

async function measure(id: string, backend: StockBackend): Promise<object> {
  const create = STOCK_CASES[id];
  if (create === undefined) throw new Error(`no yardstick ${id}`);
  const adapter = await startStock(backend, './');
  return { case: id, stock: true, backend, adapter, ...(await measureStock(create, REPEATS)) };
}

Object.assign(globalThis, { measure });
