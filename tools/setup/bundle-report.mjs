// Vite plugin that notes what each built chunk holds, for the size check. Chunks are told apart by the modules in them,
// not by their hashed names.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE } from './project.mjs';

export const BUNDLE_REPORT = join(CACHE, 'reports/bundle.json');

/**
 * `part` – 'page' or 'worker'; each is a build of its own.
 * The report maps the part to its chunks: { file, entry, imports, dynamicImports, modules }.
 */
export function bundleReport(part) {
  return {
    name: `bundle-report-${part}`,
    apply: 'build',
    generateBundle(_options, bundle) {
      const chunks = Object.values(bundle)
        .filter(({ type }) => type === 'chunk')
        .map(({ fileName, isEntry, imports, dynamicImports, modules }) => ({
          file: fileName,
          entry: isEntry,
          imports,
          dynamicImports,
          modules: Object.keys(modules),
        }));
      let report = {};
      try {
        report = JSON.parse(readFileSync(BUNDLE_REPORT, 'utf8'));
      } catch {
        mkdirSync(dirname(BUNDLE_REPORT), { recursive: true });
      }
      writeFileSync(BUNDLE_REPORT, JSON.stringify({ ...report, [part]: chunks }, null, 1));
    },
  };
}
