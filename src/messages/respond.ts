/** The answering end, without the browser: who may ask, and an answer whatever happens. */
import { toErrorView } from '../core/errors.ts';
import type { Sender } from '../platform/messaging.ts';
import type { Envelope, Input, MessageName, Output } from './contract.ts';

export type Handlers = {
  [N in MessageName]: (input: Input<N>, sender: Sender) => Promise<Output<N>> | Output<N>;
};

const isOurs = (message: unknown): message is { to: 'clipdraft' } =>
  typeof message === 'object' && message !== null && 'to' in message && message.to === 'clipdraft';

/** Own extension, own page. A content script carries our id too, but the web page's url: it may ask for nothing. */
function isOwnPage(sender: Sender, own: { id: string; url: string }): boolean {
  return sender.id === own.id && sender.url !== undefined && sender.url.startsWith(own.url);
}

/** `url` is the extension's root, with its closing slash. Undefined for a message that is not ours. */
export function responder(handlers: Handlers, own: { id: string; url: string }) {
  // Our own pages sent it through send(), which typed the input by the name.
  const isKnown = (message: object): message is Envelope =>
    'name' in message &&
    typeof message.name === 'string' &&
    Object.hasOwn(handlers, message.name) &&
    'input' in message;
  const run = async <N extends MessageName>(name: N, input: Input<N>, sender: Sender): Promise<Output<N>> =>
    handlers[name](input, sender);

  return (message: unknown, sender: Sender): Promise<unknown> | undefined => {
    if (!isOurs(message)) return undefined;
    if (!isOwnPage(sender, own) || !isKnown(message)) {
      return Promise.resolve({ ok: false, error: toErrorView(undefined) });
    }
    return run(message.name, message.input, sender).then(
      (value) => ({ ok: true, value }),
      (thrown: unknown) => ({ ok: false, error: toErrorView(thrown) }),
    );
  };
}
