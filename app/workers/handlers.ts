// Which part of the worker answers which request.

import type { Datasets } from './datasets';
import type { RequestHandlers } from './dispatcher';
import { previewOf } from './preview';
import type { Session } from './session';

export function requestHandlers(session: Session, datasets: Datasets): RequestHandlers {
  return {
    describe: () => datasets.catalog(),
    startBackend: ({ preference }) => session.startBackend(preference),
    accepts: ({ data }) => datasets.accepts(data),
    preview: async ({ data, count }) => previewOf(await datasets.sample(data, count), count),
    create: ({ config }) => session.create(config),
    start: ({ runId }) => session.start(runId),
    pause: ({ runId }) => session.pause(runId),
    step: ({ runId, players }) => session.step(runId, players),
    update: ({ runId, params }) => session.update(runId, params),
    view: ({ runId, id, args, picture }) => session.view(runId, id, args, picture),
    stage: ({ runId, id, args }) => session.stage(runId, id, args),
    generate: ({ runId, latents, options }) => session.generate(runId, latents, options),
    latents: ({ runId, latents }) => session.latents(runId, latents),
    measure: ({ runId, ids, of, features }) => session.measure(runId, { ids, of, features }),
    loadFeatures: ({ name, file }) => session.loadFeatures(name, file),
    trainFeatures: ({ runId }) => session.trainFeatures(runId),
    cancelMeasure: async () => {
      session.cancelMeasure();
      return null;
    },
    save: ({ runId }) => session.save(runId),
    restore: ({ bytes }) => session.restore(bytes),
    loadOwnData: (request) => datasets.loadOwn(request),
    exportOwnData: async ({ sha256 }) => datasets.exportOwn(sha256),
    importOwnData: async ({ bytes }) => datasets.importOwn(bytes),
    cancelLoading: async () => {
      datasets.cancelLoading();
      return null;
    },
  };
}
