// The processor by plain JavaScript: slow, always there, and the reference that the others are compared with.

import {
  activateBackend,
  type Candidate,
  checkComputation,
  deactivateBackend,
} from './backend-candidate';

export async function probeCpu(): Promise<Candidate> {
  return {
    kind: 'ready',
    backend: 'cpu',
    standing: 'proven',
    adapter: '',
    async start() {
      const { MathBackendCPU } = await import('@tensorflow/tfjs-backend-cpu');
      await activateBackend('cpu', () => new MathBackendCPU());
      await checkComputation();
    },
    release: () => deactivateBackend('cpu'),
  };
}
