// Lets the messages in that wait at this worker: a round through a MessageChannel is a task of its own behind them. Not a
// timer (clamped to 4 ms, and to a second or more in hidden tabs) and not an animation frame (none in hidden tabs).

/** Returns a function whose promise resolves after the messages that wait at the call have been handled. */
export function messageTurn(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const waiting: (() => void)[] = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      port2.postMessage(null);
    });
}
