/** The asking end, without the browser: envelope out, value or error back. */
import { DestinationError, ERROR_RULES, type ErrorView } from '../core/errors.ts';
import type { Envelope, Input, MessageName, Output, Reply } from './contract.ts';

/** Both browsers, where a worker or an event page was not up yet; Firefox too where one that had the message has ended (measured). */
const NOBODY_THERE = /Receiving end does not exist|Could not establish connection/;
/** Nobody who was not up says so later than this; whoever ended later than this may have handled the message. */
const AT_ONCE_MS = 1000;
const START_MS = 150;

/** Gives what arrived at the other end. */
export type Transport = (message: unknown) => Promise<unknown>;

function isReply<N extends MessageName>(answer: unknown): answer is Reply<N> {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean';
}

/** Whose window may still be open. */
const SIGN_INS: readonly MessageName[] = ['accounts.authorize', 'accounts.repeat'];

function failed(reason: 'internal' | 'interrupted' | 'authorization_interrupted', cause?: unknown): DestinationError {
  return new DestinationError({ code: 'unexpected_response', destination: 'clipdraft', reason }, cause);
}

const isError = (error: ErrorView | undefined): error is ErrorView =>
  typeof error === 'object' && error !== null && Object.hasOwn(ERROR_RULES, error.code);

async function deliver(transport: Transport, envelope: Envelope): Promise<unknown> {
  const asked = performance.now();
  try {
    return await transport(envelope);
  } catch (error) {
    const startedAnew = performance.now() - asked < AT_ONCE_MS;
    if (!startedAnew || !(error instanceof Error) || !NOBODY_THERE.test(error.message)) throw error;
    await new Promise((resolve) => setTimeout(resolve, START_MS));
    return transport(envelope);
  }
}

/** Resolves with the handler's value; rejects with the DestinationError it threw, and with nothing else. */
export async function request<N extends MessageName>(
  transport: Transport,
  name: N,
  input: Input<N>,
): Promise<Output<N>> {
  let answer: unknown;
  try {
    answer = await deliver(transport, { to: 'clipdraft', name, input });
  } catch (error) {
    // The background ended in the middle: a worker that was stopped, an extension that was updated.
    throw failed(SIGN_INS.includes(name) ? 'authorization_interrupted' : 'interrupted', error);
  }
  if (!isReply<N>(answer)) throw failed('internal');
  if (answer.ok) return answer.value;
  throw isError(answer.error) ? new DestinationError(answer.error) : failed('internal');
}
