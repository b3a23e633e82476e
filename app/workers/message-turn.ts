// Lets the messages in that wait at this worker: a round through a MessageChannel is a task of its own behind them. Not a
// timer (clamped to 4 ms, and to a second or more in hidden tabs) and not an animation frame (none in hidden tabs).

export interface MessageTurns {
  /** Resolves after the messages that wait now have been handled. */
  turn(): Promise<void>;
  close(): void;
}

export function messageTurns(): MessageTurns {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return {
    turn: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        port2.postMessage(null);
      }),
    close: () => port1.close(),
  };
}
