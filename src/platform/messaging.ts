import type { Runtime } from 'webextension-polyfill';
import { browser } from './browser.ts';

/** Who a message came from, as the browser says. */
export interface Sender {
  id?: string;
  url?: string;
}

/** `answer` gives undefined for a message that is not ours. Call it at the top level: a worker is woken by it. */
export function onMessage(answer: (message: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  browser.runtime.onMessage.addListener(
    (message: unknown, sender: Runtime.MessageSender): Promise<unknown> | undefined =>
      answer(message, {
        ...(sender.id === undefined ? {} : { id: sender.id }),
        ...(sender.url === undefined ? {} : { url: sender.url }),
      }),
  );
}
