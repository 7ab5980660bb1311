import { sendMessage } from '../platform/runtime.ts';
import type { Input, MessageName, Output } from './contract.ts';
import { request } from './request.ts';

/** Asks the background. Rejects only with a DestinationError. */
export function send<N extends MessageName>(name: N, input: Input<N>): Promise<Output<N>> {
  return request(sendMessage, name, input);
}
