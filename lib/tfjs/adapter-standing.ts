// What the name of a graphics device tells about its worth for training. Browsers hide most of the name, so that silence is
// the usual answer, and says nothing.

/** `proven`: far ahead of the processor; `software`: an emulation, far behind it; `unproven`: only a trial can tell. */
export type AdapterStanding = 'proven' | 'unproven' | 'software';

const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|software|basic render|warp/i;

/** Makers whose WebGPU devices and drivers are all of one kind. The others sell phones, or small parts beside a processor. */
const PROVEN_VENDORS: ReadonlySet<string> = new Set(['nvidia', 'amd', 'apple']);

/** A short name from what the browser tells, or empty. */
export function adapterName(info: GPUAdapterInfo): string {
  const parts = [info.description, info.device, [info.vendor, info.architecture].join(' ').trim()];
  return parts.find((part) => part.length > 0) ?? '';
}

export function adapterStanding(info: GPUAdapterInfo): AdapterStanding {
  const words = [info.vendor, info.architecture, info.device, info.description].join(' ');
  if (info.isFallbackAdapter || SOFTWARE.test(words)) return 'software';
  return PROVEN_VENDORS.has(info.vendor) ? 'proven' : 'unproven';
}

/** WebGL trains several times slower than WebGPU on the same device, so that no name proves it. */
export const rendererStanding = (renderer: string): AdapterStanding =>
  SOFTWARE.test(renderer) ? 'software' : 'unproven';
