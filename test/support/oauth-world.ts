/**
 * An account that an authorization server speaks for, in as many contexts of one extension as a test wants. Storage, the
 * vault's key, the locks and the servers are one for all. Its site is signInDestination's: a test has to put that in the
 * registry's place.
 */
import { literal, object } from 'valibot';
import type { AuthorizationSettings } from '../../src/auth/authorization-settings.ts';
import { tokenKey } from '../../src/auth/token-source.ts';
import { createAccounts } from '../../src/background/accounts.ts';
import type { Connect } from '../../src/background/connect.ts';
import { createSessions } from '../../src/background/sessions.ts';
import { ownError } from '../../src/core/errors.ts';
import type { Fetch, Store } from '../../src/core/ports.ts';
import type { ConnectRequest } from '../../src/messages/contract.ts';
import type { Outbox } from '../../src/outbox/outbox.ts';
import type { Account } from '../../src/vault/account.ts';
import { createSettings } from '../../src/vault/settings.ts';
import { createVault } from '../../src/vault/vault.ts';
import { WORDS } from '../fixtures/draft.ts';
import { lockSpace } from './locks.ts';
import { handClock, memoryKeyStore, memoryStore, realRandom } from './memory.ts';
import {
  type Death,
  fetchThrough,
  keyStoreThrough,
  locksThrough,
  mortal,
  storeThrough,
  type Through,
} from './mortal.ts';
import { createWorld } from './outbox-world.ts';
import { fetchFrom, rotatingServer } from './rotating-server.ts';

export const SETTINGS: AuthorizationSettings = {
  issuer: 'https://as.example',
  authorizationEndpoint: 'https://as.example/authorize',
  tokenEndpoint: 'https://as.example/token',
  revocationEndpoint: 'https://as.example/revoke',
  clientId: 'clipdraft',
  clientAuthentication: 'client_secret_post',
  scope: '',
  responseMode: 'query',
};
/** Another server, before another site. */
export const ELSEWHERE: AuthorizationSettings = {
  ...SETTINGS,
  issuer: 'https://other-as.example',
  authorizationEndpoint: 'https://other-as.example/authorize',
  tokenEndpoint: 'https://other-as.example/token',
  revocationEndpoint: 'https://other-as.example/revoke',
};
export const ACCOUNT: Account = {
  ...{ v: 1, id: 'account-1', destination: 'wordpress', authMethod: 'authorization_code', authorization: SETTINGS },
  ...{ siteUrl: 'https://blog.example/', apiUrl: 'https://blog.example/' },
  origins: ['https://blog.example/*', 'https://as.example/*'],
  identity: { siteTitle: 'Lab', userName: 'Anna', role: 'editor' },
  settings: {},
  createdAt: '2026-01-01T00:00:00.000Z',
};
const SECRET = 'our-secret';
const OTHER_SECRET = 'secret-elsewhere';
const Me = object({ name: literal('Anna') });
/** The time between two needs of somebody who tries again: longer than a refused sign-in is remembered. */
const LATER_MS = 120_000;

const plain: Through = (task) => task();
/** What is announced to pages that are not there. */
const nothing = (): void => {};

export function oauthWorld() {
  const clock = handClock();
  /** Of all servers. */
  const serverClock = handClock();
  const server = rotatingServer(serverClock);
  server.secret = SECRET;
  const other = rotatingServer(serverClock, 'other-');
  other.secret = OTHER_SECRET;
  const disk = new Map<string, string>();
  const sessionItems = new Map<string, string>();
  const spaces = lockSpace();
  /** In the order of their happening. */
  const log: string[] = [];
  /** Keys of storage.local and storage.session that find no room. */
  const full = { disk: (_key: string): boolean => false, session: (_key: string): boolean => false };
  const keyStore = memoryKeyStore();

  const withRoom = (store: Store, isFull: (key: string) => boolean): Store => ({
    ...store,
    async set(key, value) {
      if (isFull(key)) throw ownError('storage_full');
      await store.set(key, value);
      if (key.endsWith(':refreshToken')) log.push('vault');
    },
  });
  const localStore = withRoom(memoryStore(disk), (key) => full.disk(key));
  const sessionStore = withRoom(memoryStore(sessionItems), (key) => full.session(key));

  const network: Fetch = async (url, init) => {
    const { pathname, host } = new URL(url);
    const token = new Headers(init.headers).get('authorization')?.replace('Bearer ', '');
    if (token !== undefined) log.push(`api ${token}`);
    const response = await fetchFrom(host.startsWith('other-') ? other : server)(url, init);
    if (pathname === '/token' && response.ok) log.push(`given ${(await response.clone().json()).access_token}`);
    return response;
  };

  /** @param through each port's calls, one by one */
  function context(through: Through = plain, own = spaces.context()) {
    const locks = locksThrough(through, own);
    const store = storeThrough(through, localStore);
    const tokens = storeThrough(through, sessionStore);
    const vault = createVault({
      store,
      keyStore: keyStoreThrough(through, keyStore),
      locks,
      random: realRandom,
      clock,
    });
    const mayReach = async (): Promise<boolean> => true;
    const fetch = fetchThrough(through, network);
    const sessions = createSessions({ vault, fetch, clock, locks, tokens, words: WORDS, mayReach });
    const outbox: Outbox = createWorld().background().outbox;
    const accounts = createAccounts({
      words: WORDS,
      ...{
        vault,
        sessions,
        clock,
        locks,
        tokens,
        outbox,
        random: realRandom,
        settings: createSettings({ store, locks }),
      },
      ...{ run: nothing, onChange: nothing, keepAlive: (task) => task() },
      ...{ grantedOrigins: async () => [], removeOrigins: async () => true },
    });
    /** One request to the site, as a delivery would make it. */
    async function call(opened?: Awaited<ReturnType<typeof open>>): Promise<string> {
      const { session } = opened ?? (await open());
      const url = `${session.apiUrl}me`;
      return (await session.http.request({ method: 'GET', url, expect: [200], schema: Me })).body.name;
    }
    const open = () => sessions.openAccount(ACCOUNT.id);
    return { vault, sessions, accounts, tokens, locks, open, call };
  }

  /** A context that ends at one of its awaits. */
  function mortalContext(death: Death | null) {
    const own = spaces.context();
    const { through, died, steps } = mortal(death, () => own.die());
    return { ...context(through, own), died, steps };
  }

  /** Time goes by, for everybody. */
  const wait = (ms: number): void => {
    clock.advance(ms);
    serverClock.advance(ms);
  };

  /** The person changes what there is beside the sign-in. */
  function edit(more: Partial<ConnectRequest>, address = ACCOUNT.siteUrl): ConnectRequest {
    const discovery = { siteUrl: address, apiUrl: address, title: 'Lab', version: '', origins: [`${address}*`] };
    return {
      ...{ destination: 'wordpress', accountId: ACCOUNT.id, settings: {}, discovery: { ...discovery, settings: {} } },
      ...more,
    };
  }

  /** Somebody has signed the account in anew, there or elsewhere: what `connect` is called with then. */
  function newSignIn(where: 'there' | 'elsewhere' = 'there', person = 'anna'): Parameters<Connect> {
    const isThere = where === 'there';
    const request = edit(
      {
        authorization: isThere ? SETTINGS : ELSEWHERE,
        credentials: { method: 'authorization_code', clientSecret: isThere ? SECRET : OTHER_SECRET },
      },
      isThere ? ACCOUNT.siteUrl : 'https://other-blog.example/',
    );
    return [request, { madeForUs: true, tokens: (isThere ? server : other).signIn(person) }];
  }

  /** The account is stored with tokens as a sign-in gives them. */
  async function signIn(): Promise<void> {
    const { refreshToken, ...access } = { refreshToken: undefined, ...server.signIn() };
    const credentials = { method: 'authorization_code', clientSecret: SECRET } as const;
    const { vault, tokens } = context();
    await vault.saveAccount(ACCOUNT, refreshToken === undefined ? credentials : { ...credentials, refreshToken });
    await tokens.set(tokenKey(ACCOUNT.id), access);
    log.length = 0;
  }

  /** How the account fares from here on, in a context that begins now: asked again and again, for some time. */
  async function fate(tries = 4): Promise<string> {
    const { call } = context();
    const outcomes = new Set<string>();
    for (let once = 0; once < tries; once += 1) {
      outcomes.add(await call().then(String, ({ code, reason }) => `${code} ${reason}`));
      wait(once % 2 === 0 ? 0 : LATER_MS);
    }
    return [...outcomes].join(', then ');
  }

  const refreshToken = async (): Promise<string | undefined> => {
    const credentials = await context().vault.getCredentials(ACCOUNT.id);
    return credentials.method === 'authorization_code' ? credentials.refreshToken : undefined;
  };
  const sessionToken = (): unknown => JSON.parse(sessionItems.get(tokenKey(ACCOUNT.id)) ?? 'null');
  return {
    ...{ clock, serverClock, wait, server, other, disk, sessionItems, log, full },
    ...{ context, mortalContext, signIn, newSignIn, edit, fate, refreshToken, sessionToken },
  };
}
