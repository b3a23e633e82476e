// Writes down what a step asks of the device while the device does it: dispatches, copies, and bytes written by the host.
// It stands in for the device, the queue and their encoders, and passes every call on. What it cannot write down makes the
// step one that cannot be replayed.

export interface Dispatch {
  readonly kind: 'dispatch';
  readonly pipeline: GPUComputePipeline;
  readonly bindGroup: GPUBindGroup;
  readonly buffers: readonly GPUBuffer[];
  readonly workgroups: readonly [x: number, y: number, z: number];
}

export interface Copy {
  readonly kind: 'copy';
  readonly from: GPUBuffer;
  readonly fromOffset: number;
  readonly to: GPUBuffer;
  readonly toOffset: number;
  readonly size: number;
}

export type Command = Dispatch | Copy;

type Overrides<T> = { readonly [K in keyof T]?: T[K] };

/**
 * `target` with some members replaced. Its other methods still run on itself, as native objects demand, and `other` hears
 * of them.
 */
function standIn<T extends object>(
  target: T,
  overrides: Overrides<T>,
  other: (method: string) => void,
): T {
  return new Proxy(target, {
    get(_, name) {
      if (Object.hasOwn(overrides, name)) return overrides[name as keyof T];
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: readonly unknown[]) => {
        other(String(name));
        return Reflect.apply(member, target, args);
      };
    },
  });
}

const bufferOf = (resource: GPUBindingResource): GPUBuffer | null => {
  if ('mapState' in resource) return resource as unknown as GPUBuffer;
  return 'buffer' in resource ? resource.buffer : null;
};

export class CommandLog {
  readonly commands: Command[] = [];
  /** What the host wrote into buffers before their first use. */
  readonly contents = new Map<GPUBuffer, Uint8Array>();
  readonly device: GPUDevice;
  readonly queue: GPUQueue;
  readonly #refuse: (reason: string) => void;
  readonly #groups = new WeakMap<GPUBindGroup, readonly GPUBuffer[]>();

  constructor(device: GPUDevice, refuse: (reason: string) => void) {
    this.#refuse = refuse;
    this.queue = standIn(
      device.queue,
      {
        writeBuffer: (buffer, offset, data, dataOffset = 0, size = data.byteLength) => {
          // As kernels write their uniforms: a whole buffer from a whole array of bytes.
          if (offset !== 0 || dataOffset !== 0 || !(data instanceof ArrayBuffer)) {
            refuse('a part of a buffer was written by the host');
          } else this.write(buffer, new Uint8Array(data, 0, size));
          device.queue.writeBuffer(buffer, offset, data, dataOffset, size);
        },
      },
      this.#refuseBut('queue', ['submit', 'onSubmittedWorkDone']),
    );
    this.device = standIn(
      device,
      {
        queue: this.queue,
        createBindGroup: (descriptor) => {
          const group = device.createBindGroup(descriptor);
          const buffers = [...descriptor.entries].map(({ resource }) => bufferOf(resource));
          const known = buffers.filter((buffer) => buffer !== null);
          if (known.length === buffers.length) this.#groups.set(group, known);
          return group;
        },
        createCommandEncoder: (descriptor) =>
          this.#encoder(device.createCommandEncoder(descriptor)),
      },
      // What it creates is seen when it is used.
      () => {},
    );
  }

  #refuseBut(who: string, harmless: readonly string[]): (method: string) => void {
    return (method) => {
      if (!harmless.includes(method)) this.#refuse(`the ${who} was asked for ${method}`);
    };
  }

  /** Notes bytes that the host has written or is about to; they must be those of the whole buffer's use. */
  write(buffer: GPUBuffer, bytes: Uint8Array): void {
    if (this.contents.has(buffer)) this.#refuse('a buffer was written by the host twice');
    this.contents.set(buffer, bytes.slice());
  }

  #encoder(encoder: GPUCommandEncoder): GPUCommandEncoder {
    const copy = (
      from: GPUBuffer,
      fromOffset: number,
      to: GPUBuffer,
      toOffset: number,
      size: number,
    ): void => {
      this.commands.push({ kind: 'copy', from, fromOffset, to, toOffset, size });
      encoder.copyBufferToBuffer(from, fromOffset, to, toOffset, size);
    };
    return standIn(
      encoder,
      {
        beginComputePass: (descriptor) => {
          if (descriptor?.timestampWrites) this.#refuse('the step was being timed');
          return this.#pass(encoder.beginComputePass(descriptor));
        },
        // The backend uses the long form only.
        copyBufferToBuffer: copy as GPUCommandEncoder['copyBufferToBuffer'],
      },
      this.#refuseBut('encoder', ['finish']),
    );
  }

  #pass(pass: GPUComputePassEncoder): GPUComputePassEncoder {
    let pipeline: GPUComputePipeline | null = null;
    let bindGroup: GPUBindGroup | null = null;
    const setBindGroup = (
      index: number,
      group: GPUBindGroup,
      ...offsets: readonly unknown[]
    ): void => {
      if (index !== 0 || offsets.length > 0) this.#refuse('a kernel had more than one bind group');
      bindGroup = group;
      pass.setBindGroup(index, group);
    };
    return standIn(
      pass,
      {
        setPipeline: (next) => {
          pipeline = next;
          pass.setPipeline(next);
        },
        setBindGroup: setBindGroup as GPUComputePassEncoder['setBindGroup'],
        dispatchWorkgroups: (x, y = 1, z = 1) => {
          pass.dispatchWorkgroups(x, y, z);
          const buffers = bindGroup === null ? undefined : this.#groups.get(bindGroup);
          if (pipeline === null || bindGroup === null || buffers === undefined) {
            this.#refuse('a kernel had a bind group from before the step');
            return;
          }
          const workgroups = [x, y, z] as const;
          this.commands.push({ kind: 'dispatch', pipeline, bindGroup, buffers, workgroups });
        },
      },
      this.#refuseBut('pass', ['end']),
    );
  }
}
