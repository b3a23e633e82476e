// MaxPoolGrad. The wasm backend's own drops the gradient of windows whose largest value is negative (its search starts
// from the smallest positive float). Ties go to the first of the largest, row by row, as on the cpu backend.

import { backend_util, MaxPoolGrad } from '@tensorflow/tfjs-core';
import { floatView, registerWasmKernel } from './heap';

interface PoolAttributes {
  readonly filterSize: [number, number] | number;
  readonly strides: [number, number] | number;
  readonly pad: 'valid' | 'same' | number;
  readonly dimRoundingMode?: 'floor' | 'round' | 'ceil';
}

export function installMaxPoolGradient(): void {
  registerWasmKernel<'dy' | 'input', PoolAttributes>(
    MaxPoolGrad,
    (backend, { dy, input }, { filterSize, strides, pad, dimRoundingMode }) => {
      const shape = input.shape as [number, number, number, number];
      const info = backend_util.computePool2DInfo(
        shape,
        filterSize,
        strides,
        1,
        pad,
        dimRoundingMode,
      );
      const [batch, height, width, channels] = shape;
      const [, outHeight, outWidth] = dy.shape as [number, number, number, number];
      const out = backend.makeOutput(shape, 'float32');
      const x = floatView(backend, input);
      const gradients = floatView(backend, dy);
      const dx = floatView(backend, out);
      dx.fill(0);
      let window = 0;
      for (let row = 0; row < batch * outHeight; row++) {
        const image = Math.floor(row / outHeight) * height;
        const top = (row % outHeight) * info.strideHeight - info.padInfo.top;
        for (let column = 0; column < outWidth; column++) {
          const left = column * info.strideWidth - info.padInfo.left;
          for (let channel = 0; channel < channels; channel++) {
            let best = -1;
            for (let i = Math.max(0, top); i < Math.min(height, top + info.filterHeight); i++) {
              for (let j = Math.max(0, left); j < Math.min(width, left + info.filterWidth); j++) {
                const index = ((image + i) * width + j) * channels + channel;
                if (best < 0 || (x[index] as number) > (x[best] as number)) best = index;
              }
            }
            dx[best] = (dx[best] as number) + (gradients[window++] as number);
          }
        }
      }
      return out;
    },
  );
}
