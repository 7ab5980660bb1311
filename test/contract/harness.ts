/** What the contract suite needs to know of a destination and its real server. */
import type { Credentials } from '../../src/auth/credentials.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Authorizer, Destination, Io, Receipt, Session, Settings } from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { WORDS } from '../fixtures/draft.ts';
import type { FaultServer } from '../servers/faults.ts';
import { authDeps } from '../support/auth-deps.ts';

export interface Harness {
  destination: Destination;
  /** The real server. */
  url: string;
  /** A misbehaving one in front of it. */
  faults: FaultServer;
  settings: Settings;
  credentials: Credentials;
  /** Right in shape, unknown to the server. */
  wrongCredentials: Credentials;
  /** The parts of the credentials that must never be seen anywhere else. */
  secrets: string[];
  /** Credentials that stand for a person, where the server has such and we have some. */
  user: { credentials: Credentials; name: string } | null;
  /** Addresses at which discovery must find the server, from its root. */
  addresses: string[];
  /** What the person does in the editor, by the server's own API. */
  editor: {
    publish(receipt: Receipt): Promise<void>;
    retitle(receipt: Receipt, title: string): Promise<void>;
    remove(receipt: Receipt): Promise<void>;
    tagsOf(receipt: Receipt): Promise<string[]>;
    authorOf(receipt: Receipt): Promise<string>;
  };
  /** How often a draft with this title stands there. */
  countByTitle(title: string): Promise<number>;
  /** Whether a stranger can read a post with this slug. */
  isPublic(slug: string): Promise<boolean>;
  /** Takes away what the suite has left (tags that begin with `contract`), then the server if it is ours. */
  stop(): Promise<void>;
}

export interface SessionOptions {
  /** The server itself where not given; `faults.url` to go through the misbehaving one. */
  url?: string;
  credentials?: Credentials;
  /** Milliseconds by which our clock is ahead of the real one. */
  clockOffset?: number;
  /** Milliseconds, instead of what the adapter asks for. */
  timeoutMs?: number;
  /** Stands between the adapter and its authorizer. */
  authorizer?: (own: Authorizer) => Authorizer;
}

/** An account's session as the background makes it, over node's fetch. */
export async function openSession(harness: Harness, options: SessionOptions = {}): Promise<Session<Settings>> {
  const { destination, settings } = harness;
  const url = options.url ?? harness.url;
  const clock = { now: () => Date.now() + (options.clockOffset ?? 0) };
  const anonymous = {
    fetch: (address: string, init: RequestInit) => fetch(address, init),
    clock,
    destination: destination.descriptor.id,
    explain: destination.explain,
  };
  const deps = authDeps(createHttp(anonymous), `${url}/`);
  const own = await destination.authorizer(options.credentials ?? harness.credentials, settings, deps);
  const http = createHttp({ ...anonymous, authorizer: options.authorizer?.(own) ?? own });
  const { timeoutMs } = options;
  return {
    siteUrl: `${url}/`,
    apiUrl: `${url}/`,
    settings,
    http: timeoutMs === undefined ? http : { request: (request) => http.request({ ...request, timeoutMs }) },
    clock,
    words: WORDS,
  };
}

/** For discovery: no credentials. */
export function anonymousIo(harness: Harness): Io {
  const clock = { now: () => Date.now() };
  const { descriptor, explain } = harness.destination;
  const http = createHttp({ fetch: (url, init) => fetch(url, init), clock, destination: descriptor.id, explain });
  return { http, clock };
}

/** The DestinationError that this must fail with; no secret may be in anything it shows. */
export async function errorOf(harness: Harness, failing: Promise<unknown>): Promise<DestinationError> {
  const error = await failing.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof DestinationError)) throw new Error(`expected a DestinationError, got ${String(error)}`);
  const shown = `${error.message} ${error.stack} ${JSON.stringify(error)} ${JSON.stringify(error.toView())}`;
  for (const secret of harness.secrets) {
    if (shown.includes(secret)) throw new Error('a secret stands in an error');
  }
  return error;
}
