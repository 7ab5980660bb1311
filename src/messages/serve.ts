import { onMessage } from '../platform/messaging.ts';
import { extensionId, extensionUrl } from '../platform/runtime.ts';
import { type Handlers, responder } from './respond.ts';

export type { Handlers } from './respond.ts';

/**
 * Answers the pages. Call it at the top level, once. Every message is checked: own id, own page, known name;
 * a handler that throws still answers, with an ErrorView.
 */
export function serve(handlers: Handlers): void {
  onMessage(responder(handlers, { id: extensionId(), url: extensionUrl() }));
}
