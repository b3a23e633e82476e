// Runs pieces of work one after another, in the order in which they were handed in. A run's trainer is touched by steps
// and requests alike, both asynchronous; this is what keeps a picture from being read in the middle of a step.

export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /**
   * Starts `work` once all earlier work has ended, whether well or badly. Work must not wait for later work of the same
   * queue.
   */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
