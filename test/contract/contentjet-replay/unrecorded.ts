/** What happened to the recorded server beside the recorded exchanges. */
import type { Api } from '../../servers/contentjet/api.ts';
import { createUser } from '../../servers/contentjet/users.ts';
import type { Exchange } from './recorded.ts';
import type { World } from './worlds.ts';

export interface SettableClock {
  /** Milliseconds since 1970. */
  time: number;
  now(): number;
}

const PEOPLE = [
  {
    at: '2026-11-21T01:32:25.697Z',
    email: 'admin@example.com',
    name: 'Ada Admin',
    password: 'adminpass1',
    isAdmin: true,
  },
  { at: '2026-11-21T01:32:30.450Z', email: 'author@example.com', name: 'Arthur Author', password: 'authorpass1' },
  { at: '2026-11-21T01:32:35.000Z', email: 'outsider@example.com', name: 'Olga', password: 'outsiderpass1' },
  { at: '2026-11-21T01:32:40.711Z', email: 'padmin@example.com', name: 'Petra Projectadmin', password: 'padminpass1' },
];

/** The operator's own, by the command line; and where every table begins to count. */
export function addPeople(api: Api, { offset, rename, shift }: World, clock: SettableClock): void {
  const { store } = api;
  store.users.startAt(1 + offset.user);
  store.projects.startAt(1 + offset.project);
  store.entryTypes.startAt(1 + offset.entryType);
  store.entries.startAt(1 + offset.entry);
  store.media.startAt(1 + offset.media);
  store.clients.startAt(1 + offset.client);
  store.invites.startAt(1 + offset.invite);
  store.webHooks.startAt(1 + offset.webHook);
  for (const { at, email, name, password, isAdmin = false } of PEOPLE) {
    clock.time = Date.parse(at) + shift;
    createUser(api, { email: rename(email), name: rename(name), password: rename(password), isAdmin });
  }
}

type Step = (api: Api, world: World, send: (exchange: Exchange) => Promise<void>) => Promise<void>;

/** By the exchange before which it happened. */
export const UNRECORDED: Record<string, Step> = {
  // The server was started again with shorter tokens.
  'expiry-01-login-expiry-2s': async (api) => {
    api.tokenSeconds = 2;
  },
  'entry-update-07-get-first': (_api, _world, send) =>
    send({
      name: 'the entry that is updated',
      at: Date.parse('2026-11-21T01:40:03.326Z'),
      method: 'POST',
      path: '/project/1/entry/',
      authorization: { scheme: 'Bearer', $token: { userId: 2, iat: 1795225203, exp: 1795225503 } },
      headers: {},
      json: {
        name: 'Round',
        entryTypeId: 2,
        published: '2999-12-31T00:00:00.000Z',
        tags: ['web-clip'],
        fields: { title: 'T', body: 'B' },
      },
      answer: { status: 200, headers: {} },
    }),
  // Thirty-one entries more, of trials with parallel requests.
  'entry-field-60-longtext-50-emoji': async ({ store }, { offset }) => store.entries.startAt(74 + offset.entry),
};
