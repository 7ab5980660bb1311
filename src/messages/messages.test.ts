import { expect, test, vi } from 'vitest';
import { DestinationError } from '../core/errors.ts';
import type { Sender } from '../platform/messaging.ts';
import { request, type Transport } from './request.ts';
import { type Handlers, responder } from './respond.ts';

const OWN = { id: 'own-id', url: 'chrome-extension://own-id/' };
const PAGE: Sender = { id: 'own-id', url: 'chrome-extension://own-id/src/popup/index.html' };

const unasked = (): never => {
  throw new Error('this handler was not to be asked');
};

function handlers(some: Partial<Handlers>): Handlers {
  return {
    'popup.open': unasked,
    'popup.state': unasked,
    'popup.paste': unasked,
    'draft.update': unasked,
    'draft.send': unasked,
    'draft.copyImages': unasked,
    'draft.thumbnails': unasked,
    'draft.discard': unasked,
    'draft.reopen': unasked,
    'outbox.retry': unasked,
    'outbox.undo': unasked,
    'outbox.attention': unasked,
    'accounts.list': unasked,
    'accounts.discover': unasked,
    'accounts.connect': unasked,
    'accounts.choices': unasked,
    'accounts.authorize': unasked,
    'accounts.authorizationServer': unasked,
    'accounts.interrupted': unasked,
    'accounts.repeat': unasked,
    'accounts.forgetInterrupted': unasked,
    'accounts.preview': unasked,
    'accounts.check': unasked,
    'accounts.remove': unasked,
    'accounts.options': unasked,
    'storage.damaged': () => 0,
    'settings.get': unasked,
    'settings.set': unasked,
    ...some,
  };
}

/** Both ends joined, through JSON as the browser does it. */
function wire(some: Partial<Handlers>, sender: Sender = PAGE): Transport {
  const answer = responder(handlers(some), OWN);
  return async (message) => {
    const reply = await answer(JSON.parse(JSON.stringify(message)), sender);
    return reply === undefined ? undefined : JSON.parse(JSON.stringify(reply));
  };
}

test('a page gets what the handler gives', async () => {
  const get = vi.fn(() => ({ quote: true, reviewFirst: false, defaultAccountId: null }));
  const settings = await request(wire({ 'settings.set': get }), 'settings.set', { quote: true });
  expect(settings.defaultAccountId).toBeNull();
  expect(get).toHaveBeenCalledWith({ quote: true }, PAGE);
});

test('an error arrives as what it was, without its cause', async () => {
  const wired = wire({
    'accounts.check': async () => {
      throw new DestinationError(
        { code: 'rate_limited', destination: 'ghost', status: 429, retryAfter: 5000 },
        new Error('Authorization: Ghost abc'),
      );
    },
  });
  const error = await request(wired, 'accounts.check', { accountId: 'a' }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(DestinationError);
  expect(error).toMatchObject({ code: 'rate_limited', destination: 'ghost', status: 429, retryAfter: 5000 });
  expect((error as DestinationError).cause).toBeUndefined();
});

test('a handler that throws at once, or something strange, still answers', async () => {
  for (const thrown of [new TypeError('secret'), 'secret', null, undefined]) {
    const wired = wire({
      'accounts.list': () => {
        throw thrown;
      },
    });
    await expect(request(wired, 'accounts.list', null)).rejects.toMatchObject({
      code: 'unexpected_response',
      reason: 'internal',
    });
  }
});

test.each<[string, Sender]>([
  ['a content script: our id, the page’s address', { id: 'own-id', url: 'https://evil.example/' }],
  ['another extension', { id: 'other', url: 'chrome-extension://other/page.html' }],
  ['another extension that names our address', { id: 'other', url: PAGE.url ?? '' }],
  ['an address that only begins like ours', { id: 'own-id', url: 'chrome-extension://own-id.evil.example/' }],
  ['nobody', {}],
  ['a page without an address', { id: 'own-id' }],
])('%s is refused, and no handler runs', async (_, sender) => {
  const list = vi.fn(() => []);
  const answer = responder(handlers({ 'accounts.list': list }), OWN);
  expect(await answer({ to: 'clipdraft', name: 'accounts.list', input: null }, sender)).toMatchObject({ ok: false });
  expect(list).not.toHaveBeenCalled();
});

test.each(['accounts.steal', 'constructor', '__proto__', 'toString', 7, null, undefined])(
  'the unknown name %s is refused',
  async (name) => {
    const answer = responder(handlers({}), OWN);
    expect(await answer({ to: 'clipdraft', name, input: null }, PAGE)).toMatchObject({ ok: false });
  },
);

test.each([undefined, null, 'clipdraft', {}, { to: 'someone else', name: 'accounts.list' }])(
  'what is not ours (%j) is left to others',
  (message) => {
    expect(responder(handlers({}), OWN)(message, PAGE)).toBeUndefined();
  },
);

test('a background that is just starting is asked once more', async () => {
  const wired = wire({ 'accounts.list': () => [] });
  const transport = vi
    .fn<Transport>()
    .mockRejectedValueOnce(new Error('Could not establish connection. Receiving end does not exist.'))
    .mockImplementation(wired);
  expect(await request(transport, 'accounts.list', null)).toEqual([]);
  expect(transport).toHaveBeenCalledTimes(2);
});

test('a message that may have been handled is not repeated', async () => {
  const transport = vi
    .fn<Transport>()
    .mockRejectedValue(new Error('The message port closed before a response was received.'));
  await expect(request(transport, 'accounts.list', null)).rejects.toMatchObject({ reason: 'interrupted' });
  expect(transport).toHaveBeenCalledTimes(1);
});

test('a sign-in whose background ended is said to be that: its window may be open', async () => {
  const transport = vi.fn<Transport>().mockRejectedValue(new Error('The message port closed.'));
  const asked = request(transport, 'accounts.repeat', { id: 'a' });
  await expect(asked).rejects.toMatchObject({ reason: 'authorization_interrupted' });
  expect(transport).toHaveBeenCalledTimes(1);
});

test('nor one whose handler ended in the middle, which Firefox words as if nobody had been there', async () => {
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  const transport = vi.fn<Transport>(async () => {
    now += 40_000;
    throw new Error('Could not establish connection. Receiving end does not exist.');
  });
  await expect(request(transport, 'accounts.list', null)).rejects.toMatchObject({ reason: 'interrupted' });
  expect(transport).toHaveBeenCalledTimes(1);
  vi.restoreAllMocks();
});

test.each([undefined, null, 'x', {}, { ok: 'yes' }, { ok: false }, { ok: false, error: { code: 'toString' } }])(
  'an answer that is none (%j) is an error',
  async (answer) => {
    await expect(request(async () => answer, 'accounts.list', null)).rejects.toMatchObject({ reason: 'internal' });
  },
);
