/**
 * Authorization responses that are not as they must be, through the whole flow: each is refused with a reason in words
 * before the token endpoint is asked anything, and nothing is stored (RFC 6749 §10.12, RFC 9700 §4.4 and §4.7, RFC 9207).
 */
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import messages from '../../public/_locales/en/messages.json' with { type: 'json' };
import {
  type CodeServers,
  createCodeWorld,
  type Launch,
  sayYes,
  startCodeServers,
} from '../../test/support/code-sign-in.ts';
import { signInDestination } from '../../test/support/sign-in-destination.ts';
import {
  added,
  addressOf,
  afterwards,
  CODE,
  changed,
  ISSUER,
  type Mode,
  PARTS,
  PLACE,
  type Spoil,
  STATE,
  TIME,
  unchanged,
} from '../../test/support/spoilt-answers.ts';
import type { AuthorizationSettings } from '../messages/contract.ts';
import type { WindowOutcome } from '../platform/identity.ts';

vi.mock('../destinations/registry.ts', () => ({ destinationFor: () => signInDestination }));

let servers: CodeServers;
beforeAll(async () => {
  servers = await startCodeServers();
});
beforeEach(() => servers.reset());
afterAll(() => servers?.stop());

/** Signs in, with the answer as it is spoilt on its way. */
async function signIn(mode: Mode, spoil: Spoil, more: Partial<AuthorizationSettings> = {}) {
  const world = createCodeWorld(servers);
  const launch: Launch = async (address) => {
    const answer = new URL(await sayYes(address));
    const parameters = new URLSearchParams((mode === 'query' ? answer.search : answer.hash).slice(1));
    const redirectUrl = new URL(address).searchParams.get('redirect_uri') ?? '';
    return { url: await spoil({ world, server: servers.server, mode, redirectUrl, parameters }) };
  };
  const authorization = servers.server.settings({ responseMode: mode, ...more });
  const { authorize, request, vault, sessionItems } = world;
  const error = await authorize(launch, request({ authorization })).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  const asked = servers.server.askedOf('token').length;
  return { error, asked, stored: (await vault.listAccounts()).length, tokens: tokensIn(sessionItems) };
}

const tokensIn = (items: Map<string, string>): number =>
  [...items.keys()].filter((key) => key.startsWith('token:')).length;
const hasWords = (reason: unknown): boolean => typeof reason === 'string' && Object.hasOwn(messages, `error_${reason}`);

let refused = 0;
let spoilt = 0;
let requests = 0;
afterAll(() => console.log(`refused ${refused}/${spoilt} spoilt authorization responses, ${requests} token requests`));

describe.each<Mode>(['query', 'fragment'])('an answer in the %s', (mode) => {
  test.each<[string, Spoil, Partial<AuthorizationSettings>?]>([
    ['as it comes', unchanged],
    ['with its issuer', (good) => changed(good, { iss: servers.server.url }), { issParameter: true }],
    ['with a parameter that says nothing to us', (good) => added(good, 'session_state=1')],
    ['with something of somebody else’s in the other part', (good) => addressOf(good, good.parameters, '_=_')],
    ['nine minutes later', afterwards(({ world }) => world.clock.advance(9 * 60_000))],
  ])('%s connects the account', async (_, spoil, more) => {
    expect(await signIn(mode, spoil, more)).toEqual({ error: null, asked: 1, stored: 1, tokens: 1 });
  });

  test.each<[string, Spoil, string[], Partial<AuthorizationSettings>?]>([
    ...STATE.map(([name, spoil]): [string, Spoil, string[]] => [name, spoil, ['authorization_state']]),
    ...PLACE.map(([name, spoil]): [string, Spoil, string[]] => [name, spoil, ['authorization_state']]),
    ...PARTS.map(([name, spoil]): [string, Spoil, string[]] => [name, spoil, ['oauth_wrong_part']]),
    ...CODE.map(([name, spoil]): [string, Spoil, string[]] => [
      name,
      spoil,
      ['oauth_bad_answer', 'oauth_server_error'],
    ]),
    ...ISSUER.map(([name, spoil]): [string, Spoil, string[]] => [name, spoil, ['oauth_issuer', 'oauth_bad_answer']]),
    ...TIME.map(([name, spoil]): [string, Spoil, string[]] => [name, spoil, ['authorization_expired']]),
    ['no issuer, where each answer was promised to name it', unchanged, ['oauth_issuer'], { issParameter: true }],
  ])('with %s is refused', async (_, spoil, reasons, more) => {
    spoilt += 1;
    const { error, ...rest } = await signIn(mode, spoil, more);
    requests += rest.asked;
    const { code, reason = code } = Object(error);
    expect(reasons).toContain(reason);
    expect(hasWords(reason)).toBe(true);
    expect(rest).toEqual({ asked: 0, stored: 0, tokens: 0 });
    refused += 1;
  });
});

test('the answers of two sign-ins that are under way at once, swapped, are both refused', async () => {
  const world = createCodeWorld(servers);
  const answers: string[] = [];
  const outcomes: ((outcome: WindowOutcome) => void)[] = [];
  const launch: Launch = async (address) => {
    answers.push(await sayYes(address));
    return new Promise((end) => outcomes.push(end));
  };
  const begin = async (): Promise<{ ended: Promise<unknown> }> => {
    const before = outcomes.length;
    const ended = world.authorize(launch).catch((thrown: unknown) => thrown);
    await vi.waitUntil(() => outcomes.length > before);
    return { ended };
  };
  const one = await begin();
  const other = await begin();
  const [first = '', second = ''] = answers;
  outcomes[0]?.({ url: second });
  outcomes[1]?.({ url: first });
  for (const { ended } of [one, other]) expect(await ended).toMatchObject({ reason: 'authorization_state' });
  expect(servers.server.askedOf('token')).toEqual([]);
  expect(await world.vault.listAccounts()).toEqual([]);

  // Each with its own, in the same world.
  answers.length = 0;
  outcomes.length = 0;
  const again = await begin();
  const more = await begin();
  outcomes.forEach((end, at) => {
    end({ url: answers[at] ?? '' });
  });
  for (const { ended } of [again, more]) expect(await ended).toMatchObject({ report: { ok: true } });
  expect(servers.server.askedOf('token')).toHaveLength(2);
});
