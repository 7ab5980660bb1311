/** Work nobody waits for: what fails in it stands in the entries, or is tried again at the next wake-up. */
export const inBackground = (task: Promise<unknown>): void => void task.catch(() => undefined);

/** A task that is begun so, each time. */
export const quietly = (task: () => Promise<unknown>) => (): void => inBackground(task());
