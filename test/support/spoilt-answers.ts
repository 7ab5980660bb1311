/** Authorization responses that are not as they must be: each made from a good one on its way back. */
import { redirectPath } from '../../src/auth/authorization-settings.ts';
import type { AuthorizationSettings } from '../../src/messages/contract.ts';
import type { AuthorizationServerFaults } from '../servers/authorization-server-faults.ts';
import { type CodeWorld, type Launch, sayYes } from './code-sign-in.ts';

export type Mode = AuthorizationSettings['responseMode'];

/** A good answer, to be spoilt. */
export interface Good {
  world: CodeWorld;
  server: AuthorizationServerFaults;
  mode: Mode;
  /** Our own address that it comes to. */
  redirectUrl: string;
  parameters: URLSearchParams;
}

/** An address with these parameters in the part where they belong, and those in the other. */
export function addressOf({ redirectUrl, mode }: Good, own: URLSearchParams | string, other = ''): string {
  const query = mode === 'query' ? String(own) : other;
  const fragment = mode === 'query' ? other : String(own);
  return `${redirectUrl}${query && `?${query}`}${fragment && `#${fragment}`}`;
}

/** The answer with these parameters in place of its own; null takes one away. */
export function changed(good: Good, change: Record<string, string | null>): string {
  const parameters = new URLSearchParams(good.parameters);
  for (const [name, value] of Object.entries(change)) {
    if (value === null) parameters.delete(name);
    else parameters.set(name, value);
  }
  return addressOf(good, parameters);
}
export const added = (good: Good, more: string): string => addressOf(good, `${good.parameters}&${more}`);
const at = (good: Good, redirectUrl: string): string => addressOf({ ...good, redirectUrl }, good.parameters);
export const unchanged = (good: Good): string => addressOf(good, good.parameters);
const stateIn = ({ parameters }: Good): string => parameters.get('state') ?? '';
const codeIn = ({ parameters }: Good): string => `code=${encodeURIComponent(parameters.get('code') ?? '')}`;

/** What stands in the session's store of every attempt. */
function changeRecords({ world }: Good, change: (record: Record<string, unknown>) => unknown): void {
  for (const [key, text] of world.sessionItems) {
    if (key.startsWith('authorization:')) world.sessionItems.set(key, JSON.stringify(change(JSON.parse(text))));
  }
}

export type Spoil = (good: Good) => string | Promise<string>;

/** The answer as it comes, once something has happened. */
export const afterwards =
  (happen: (good: Good) => void): Spoil =>
  (good) => {
    happen(good);
    return unchanged(good);
  };

export const STATE: [string, Spoil][] = [
  ['no state', (good) => changed(good, { state: null })],
  ['an empty state', (good) => changed(good, { state: '' })],
  ['another state of the same length', (good) => changed(good, { state: '0'.repeat(64) })],
  ['the beginning of the state', (good) => changed(good, { state: stateIn(good).slice(0, -1) })],
  ['a state that goes on', (good) => changed(good, { state: `${stateIn(good)}0` })],
  ['the state in capitals', (good) => changed(good, { state: stateIn(good).toUpperCase() })],
  ['the state with a blank', (good) => changed(good, { state: `${stateIn(good)} ` })],
  ['the state twice', (good) => added(good, `state=${stateIn(good)}`)],
  ['the state, and another one', (good) => added(good, `state=${'0'.repeat(64)}`)],
  ['another state, and the right one', (good) => addressOf(good, `state=0&${good.parameters}`)],
  [
    'the state under a name in capitals',
    (good) => added({ ...good, parameters: new URLSearchParams(codeIn(good)) }, `STATE=${stateIn(good)}`),
  ],
  ['a state as a list', (good) => addressOf(good, `${codeIn(good)}&state[]=${stateIn(good)}`)],
  ['an earlier answer again', (good) => replayed(good)],
  ['the answer to another attempt that is under way', (good) => pending(good)],
  ['an answer to whom the attempt is unknown by now', afterwards(({ world }) => world.sessionItems.clear())],
  [
    'an answer whose attempt has been used',
    afterwards((good) => changeRecords(good, (it) => ({ ...it, state: null }))),
  ],
  [
    'an answer whose attempt is another account’s',
    afterwards((good) => changeRecords(good, (it) => ({ ...it, accountId: 'x' }))),
  ],
  [
    'an answer whose attempt was given another state',
    afterwards((good) => changeRecords(good, (it) => ({ ...it, state: '0'.repeat(64) }))),
  ],
];

export const PLACE: [string, Spoil][] = [
  [
    'the path of another issuer',
    async (good) => at(good, good.redirectUrl.replace(/oauth\/.*/, await redirectPath('https://other.example'))),
  ],
  [
    'the path of application passwords',
    (good) => at(good, good.redirectUrl.replace(/oauth\/.*/, 'application-password')),
  ],
  ['the path in capitals', (good) => at(good, good.redirectUrl.replace('/oauth/', '/OAUTH/'))],
  ['a path that goes on', (good) => at(good, `${good.redirectUrl}/more`)],
  ['a closing slash', (good) => at(good, `${good.redirectUrl}/`)],
  ['a part of the path', (good) => at(good, good.redirectUrl.slice(0, -1))],
  ['another origin', (good) => at(good, good.redirectUrl.replace('chromiumapp.org', 'chromiumapp.example'))],
  ['another extension', (good) => at(good, good.redirectUrl.replace('//abc', '//bbc'))],
  ['another port', (good) => at(good, good.redirectUrl.replace('.org/', '.org:8443/'))],
  ['http', (good) => at(good, good.redirectUrl.replace('https:', 'http:'))],
  ['a user in the address', (good) => at(good, good.redirectUrl.replace('https://', 'https://anna@'))],
  ['no address at all', (good) => String(good.parameters)],
  ['nothing', () => ''],
];

export const PARTS: [string, Spoil][] = [
  ['all of it in the other part', (good) => addressOf(good, '', String(good.parameters))],
  ['all of it in both parts', (good) => addressOf(good, good.parameters, String(good.parameters))],
  ['the code in the other part', (good) => addressOf(good, `state=${stateIn(good)}`, codeIn(good))],
  ['the state in the other part', (good) => addressOf(good, codeIn(good), `state=${stateIn(good)}`)],
  ['another code in the other part', (good) => addressOf(good, good.parameters, 'code=other')],
  ['an error in the other part', (good) => addressOf(good, good.parameters, 'error=access_denied')],
  ['a token in the other part', (good) => addressOf(good, good.parameters, 'access_token=stolen')],
];

export const CODE: [string, Spoil][] = [
  ['no code', (good) => changed(good, { code: null })],
  ['an empty code', (good) => changed(good, { code: '' })],
  ['the code twice', (good) => added(good, codeIn(good))],
  ['the code, and another one', (good) => added(good, 'code=other')],
  ['a code with a line break', (good) => changed(good, { code: 'a\r\nb' })],
  ['a code beside an error', (good) => added(good, 'error=access_denied')],
  ['an error in place of the code', (good) => changed(good, { code: null, error: 'server_error' })],
  [
    'the same error twice',
    (good) => changed(good, { code: null, error: 'access_denied' }).concat('&error=access_denied'),
  ],
  ['two errors', (good) => changed(good, { code: null, error: 'access_denied' }).concat('&error=invalid_scope')],
  ['an access token beside the code', (good) => added(good, 'access_token=stolen&token_type=Bearer')],
  ['an access token in place of the code', (good) => changed(good, { code: null, access_token: 'stolen' })],
  ['an ID token beside the code', (good) => added(good, 'id_token=e30.e30.')],
  ['a signed answer beside the code', (good) => added(good, 'response=e30.e30.')],
  ['a parameter of anybody’s twice', (good) => added(good, 'session_state=1&session_state=2')],
];

export const ISSUER: [string, Spoil][] = [
  ['another issuer', (good) => changed(good, { iss: 'https://other.example' })],
  ['an empty issuer', (good) => changed(good, { iss: '' })],
  ['the issuer with a closing slash', (good) => changed(good, { iss: `${good.server.url}/` })],
  ['the issuer twice', (good) => added(good, `iss=${good.server.url}&iss=${good.server.url}`)],
  ['the issuer, and another one', (good) => added(good, `iss=${good.server.url}&iss=https://other.example`)],
  [
    'a refusal of another issuer',
    (good) => changed(good, { code: null, error: 'access_denied', iss: 'https://other.example' }),
  ],
];

export const TIME: [string, Spoil][] = [
  ['more than ten minutes later', afterwards(({ world }) => world.clock.advance(10 * 60_000 + 1))],
  ['a day later', afterwards(({ world }) => world.clock.advance(86_400_000))],
  ['by a clock that was set back', afterwards(({ world }) => world.clock.advance(-1))],
  ['by a clock that was set back far', afterwards(({ world }) => world.clock.set(0))],
];

/** What another sign-in, which came to its end, was answered. */
async function replayed({ world, mode, server }: Good): Promise<string> {
  let former = '';
  const launch: Launch = async (address) => {
    former = await sayYes(address);
    return { url: former };
  };
  await world.authorize(launch, world.request({ authorization: server.settings({ responseMode: mode }) }));
  const [account] = await world.vault.listAccounts();
  await world.accounts.remove(account?.id ?? '');
  // That one was fulfilled, and does not count.
  server.requests.length = 0;
  return former;
}

/** What another sign-in would be answered whose window is open at this moment. */
function pending({ world, mode, server }: Good): Promise<string> {
  return new Promise((resolve) => {
    const launch: Launch = async (address) => {
      resolve(await sayYes(address));
      return new Promise(() => {});
    };
    const request = world.request({ authorization: server.settings({ responseMode: mode }) });
    void world.authorize(launch, request);
  });
}
