/**
 * A double of the Contentjet API (contentjet-api 0.17.1) for tests, in memory. It has the server's rules and none of its
 * recorded answers; test/contract/contentjet-server.test.ts proves it by replay.
 */
import { randomBytes } from 'node:crypto';
import type { Server } from 'node:http';
import type { Api } from './contentjet/api.ts';
import { seed } from './contentjet/seed.ts';
import { Store, type User } from './contentjet/store.ts';
import { createTransport, type Fault, type NotedRequest } from './contentjet/transport.ts';

export interface ContentjetOptions {
  clock?: { now(): number };
  /** 300 where not given, as by default. */
  tokenSeconds?: number;
  /** 3600 where not given, as by default. */
  clientTokenSeconds?: number;
  /** A free one where not given. */
  port?: number;
  /** What its tokens are signed with; one of its own where not given. */
  secret?: string;
}

export interface ContentjetUser {
  /** Their e-mail address. */
  username: string;
  password: string;
  id: number;
  name: string;
}

export interface RunningContentjet {
  /** Without a slash at its end. */
  url: string;
  /** admin: site admin and owner of both projects; author: member of the first one; outsider: of none. */
  users: Record<'admin' | 'author' | 'outsider', ContentjetUser>;
  project: { id: number; name: string };
  /** The author is no member of it. */
  otherProject: { id: number; name: string };
  /**
   * Their ids. article: title, body (markdown), summary (plaintext), source (uri), image, published_on; note: one
   * plaintext LONGTEXT; full: every field type; strict: required fields that need constants, short maximum lengths.
   */
  entryTypes: Record<'article' | 'note' | 'full' | 'strict', number>;
  /** Reads the first project. */
  client: { id: string; secret: string };
  /** Of tokens made from now on. */
  setTokenSeconds(seconds: number): void;
  /** Every request since the array was last emptied, in the order in which they came; not those of a ContentjetSite. */
  requests: NotedRequest[];
  /** What happens to the next request that matches, once. lost-after: done, but cut off before the answer. */
  failNext(match: (request: { method: string; path: string }) => boolean, how: Fault): void;
  /** As an operator does it: the API cannot. */
  setUserActive(username: string, isActive: boolean): void;
  deleteUser(username: string): void;
  /** Open connections are closed. */
  stop(): Promise<void>;
}

export async function startContentjet(options: ContentjetOptions = {}): Promise<RunningContentjet> {
  const { clock = Date, tokenSeconds = 300, clientTokenSeconds = 3600, port = 0 } = options;
  const { secret = randomBytes(32).toString('hex') } = options;
  const api: Api = { store: new Store(), clock, secret, tokenSeconds, clientTokenSeconds, url: '' };
  const { users, project, otherProject, entryTypes, client } = seed(api);
  const requests: NotedRequest[] = [];
  const faults: { match: (request: NotedRequest) => boolean; how: Fault }[] = [];
  const server = createTransport(api, {
    requests,
    faultFor(request) {
      const index = faults.findIndex(({ match }) => match(request));
      return index < 0 ? undefined : faults.splice(index, 1)[0]?.how;
    },
  });
  api.url = await listen(server, port);
  return {
    url: api.url,
    users: { admin: login(users.admin), author: login(users.author), outsider: login(users.outsider) },
    project: { id: project.id, name: project.name },
    otherProject: { id: otherProject.id, name: otherProject.name },
    entryTypes,
    client: { id: client.clientId, secret: client.clientSecret },
    setTokenSeconds(seconds) {
      api.tokenSeconds = seconds;
    },
    requests,
    failNext: (match, how) => void faults.push({ match, how }),
    setUserActive(username, isActive) {
      userBy(api, username).isActive = isActive;
    },
    deleteUser: (username) => api.store.users.delete(userBy(api, username).id),
    stop: () => stop(server),
  };
}

const login = ({ email, password, id, name }: User): ContentjetUser => ({ username: email, password, id, name });

function userBy({ store }: Api, username: string): User {
  const user = store.users.all().find(({ email }) => email === username);
  if (user === undefined) throw new Error(`There is no ${username}.`);
  return user;
}

/** On loopback. @returns the address, without a slash at its end */
export async function listen(server: Server, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  return `http://127.0.0.1:${address.port}`;
}

export async function stop(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}
