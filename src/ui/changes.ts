import { CHANGES_CHANNEL, type Change } from '../messages/contract.ts';

/**
 * Calls `react` after a write was announced, at most once per `quietMs`, so that a burst costs one reading.
 * Returns the function that stops listening.
 */
export function onChange(react: (what: ReadonlySet<Change['what']>) => void, quietMs = 120): () => void {
  const channel = new BroadcastChannel(CHANGES_CHANNEL);
  let seen = new Set<Change['what']>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  channel.onmessage = (event: MessageEvent<Change>) => {
    seen.add(event.data.what);
    timer ??= setTimeout(() => {
      const batch = seen;
      seen = new Set();
      timer = undefined;
      react(batch);
    }, quietMs);
  };
  return () => {
    clearTimeout(timer);
    channel.close();
  };
}
