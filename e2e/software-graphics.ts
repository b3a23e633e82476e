// Switches of a Chromium whose WebGL and WebGPU are emulated on the processor, so that they exist on every machine.

import { CHROMIUM_ARGS } from '../playwright.config';

export const SOFTWARE_GRAPHICS = [
  ...CHROMIUM_ARGS,
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
  '--enable-features=Vulkan',
  '--use-vulkan=swiftshader',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
] as const;
