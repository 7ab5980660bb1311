import { CHANGES_CHANNEL, type Change } from '../messages/contract.ts';

let channel: BroadcastChannel | undefined;

/** Tells every open page that something was written (IndexedDB has no change event of its own); `ui/changes.ts` listens. */
export function announce(what: Change['what']): void {
  channel ??= new BroadcastChannel(CHANGES_CHANNEL);
  const change: Change = { what };
  channel.postMessage(change);
}
