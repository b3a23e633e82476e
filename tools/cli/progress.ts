// Progress on stderr: a line that renews itself on a terminal, a line every few seconds elsewhere. Never on stdout, which
// belongs to scripts.

const TERMINAL_INTERVAL_MS = 200;
const PIPE_INTERVAL_MS = 10_000;

export interface Progress {
  /** `detail` is called only when a line is written. */
  update(done: number, detail: () => string): void;
  /** Leaves the cursor on a fresh line. */
  end(): void;
}

function duration(seconds: number): string {
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  return minutes > 0 ? `${minutes} min ${whole % 60} s` : `${whole} s`;
}

/** `unit` – what is counted, such as "step". */
export function startProgress(total: number, unit: string): Progress {
  const terminal = process.stderr.isTTY;
  const interval = terminal ? TERMINAL_INTERVAL_MS : PIPE_INTERVAL_MS;
  const started = performance.now();
  let shown = started;
  return {
    update(done, detail) {
      const now = performance.now();
      if (now - shown < interval) return;
      shown = now;
      const left = ((now - started) / 1000 / Math.max(1, done)) * (total - done);
      const line = `${unit} ${done} of ${total}, ${duration(left)} left  ${detail()}`;
      process.stderr.write(terminal ? `\r\u001b[K${line}` : `${line}\n`);
    },
    end() {
      if (terminal && shown > started) process.stderr.write('\r\u001b[K');
    },
  };
}
