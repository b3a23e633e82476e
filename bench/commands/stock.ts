// `node tools/run.mjs stock`: a yardstick in plain TensorFlow.js, in a process of its own so that nothing of lib/ is ever
// loaded into it. `npm run bench -- --stock` starts it.

import { join } from 'node:path';
import {
  EXIT,
  type ExitCode,
  printLine,
  readOptions,
  runCommand,
  UsageError,
} from '../../tools/cli/command';
import { measureStock } from '../stock/measure-stock';
import { STOCK_CASES } from '../stock/registry';
import { isStockBackend, type StockBackend, startStock } from '../stock/start-stock';

const WASM_FOLDER = `${join(process.cwd(), 'node_modules/@tensorflow/tfjs-backend-wasm/dist')}/`;

/** WebGPU comes from the npm package `webgpu`; TensorFlow.js looks for it in a worker's global scope. */
async function provideWebGpu(): Promise<string> {
  const { create, globals } = await import('webgpu');
  const gpu = create([]);
  Object.assign(globalThis, globals, { WorkerGlobalScope: Object });
  Object.defineProperty(globalThis, 'navigator', { configurable: true, value: { gpu } });
  const adapter = await gpu.requestAdapter();
  return adapter?.info.description || adapter?.info.device || '';
}

function readBackend(text: string): StockBackend {
  if (isStockBackend(text) && text !== 'webgl') return text;
  throw new UsageError(`--backend must be cpu, wasm or webgpu, but it is "${text}".`);
}

async function stock(args: readonly string[]): Promise<ExitCode> {
  const { values } = readOptions(args, {
    case: { type: 'string', default: 'dcgan28' },
    backend: { type: 'string', default: 'cpu' },
    repeats: { type: 'string', default: '3' },
  });
  const create = STOCK_CASES[values.case];
  if (create === undefined) {
    throw new UsageError(
      `--case must be one of ${Object.keys(STOCK_CASES).join(', ')}, but it is "${values.case}".`,
    );
  }
  const backend = readBackend(values.backend);
  const adapter = backend === 'webgpu' ? await provideWebGpu() : '';
  await startStock(backend, WASM_FOLDER);
  const result = await measureStock(create, Number(values.repeats));
  printLine({ summary: { case: values.case, stock: true, backend, adapter, ...result } });
  return EXIT.ok;
}

await runCommand(stock);
