/** What the contract suite needs to know of a destination and its real server. */
import type { Credentials } from '../../src/auth/credentials.ts';
import { DestinationError, type ErrorCode } from '../../src/core/errors.ts';
import type { Store } from '../../src/core/ports.ts';
import type {
  AuthDeps,
  Authorizer,
  DeliveryKey,
  Destination,
  Io,
  Receipt,
  Session,
  Settings,
} from '../../src/destinations/destination.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { WORDS } from '../fixtures/draft.ts';
import type { FaultServer, RecordedRequest } from '../servers/faults.ts';
import { authDeps } from '../support/auth-deps.ts';
import { newKey } from './keys.ts';

export interface Harness {
  destination: Destination;
  /** The real server, without a slash at its end. */
  url: string;
  /** Where its API is found from there, with the leading slash. */
  apiPath: string;
  /** A misbehaving one in front of it. */
  faults: FaultServer;
  settings: Settings;
  /** As discovery finds them, where a set-up has to add to them. */
  discovered?: Settings;
  credentials: Credentials;
  /** Right in shape, unknown to the server. */
  wrongCredentials: Credentials;
  /** The parts of the credentials that must never be seen anywhere else. */
  secrets: string[];
  /** Credentials that stand for a person, where the server has such and we have some. */
  user: { credentials: Credentials; name: string } | null;
  /** Who signs in is the author, and nobody else can be chosen. */
  hasNoAuthors?: true;
  /** Where people edit, where that is another place than the server. */
  editorUrl?: string;
  /** How the server writes a tag of this name, where it has its own way. */
  asTag?(name: string): string;
  /** The body that `getDraft` tells as html, where it is not html. */
  toHtml?(body: string): string;
  /** What a body keeps of formatting, where it can't keep all. */
  formattedSigns?: readonly RegExp[];
  /** The key is no part of what people see: it is cleared away without a trace, whatever the person has changed. */
  hidesKey?: true;
  /** Nothing there can be chosen from: to be asked for it, the server is not needed. */
  hasNoOptions?: true;
  /** A change is known by itself, not by when it came. */
  knowsChanges?: true;
  /** Nobody is anything in particular there. */
  hasNoRoles?: true;
  /** What a redirect of the API tells, where it has a meaning of its own. */
  redirectCode?: ErrorCode;
  /** Checks that do not apply to this account. */
  skippedChecks?: readonly string[];
  /** The key names the place where the draft stays. */
  keepsKey?: true;
  /** A delivery that was undone was one all the same, and is found as such. */
  remembersUndone?: true;
  /** A key that no draft has had before, where it names a place. */
  newKey?(): DeliveryKey;
  /** Addresses at which discovery must find the server, from its root. */
  addresses: string[];
  /** The authorisation is made from a clock, and the server looks at it. */
  authorizesByClock: boolean;
  /** Runs the case that takes a minute: once for each system is enough. */
  waitsForSlowAnswers: boolean;
  /** Tokens of all sessions: who has signed in once stays so. */
  tokens: Store;
  /** Tells the request that creates a draft from all others. */
  isCreate(request: RecordedRequest): boolean;
  /** What the server calls a draft that was published; null where it does not stand in its place any more. */
  published: string | null;
  /** What the person does in the editor, by the server's own API. */
  editor: {
    publish(receipt: Receipt): Promise<void>;
    retitle(receipt: Receipt, title: string): Promise<void>;
    remove(receipt: Receipt): Promise<void>;
    tagsOf(receipt: Receipt): Promise<string[]>;
    authorOf(receipt: Receipt): Promise<string>;
    addTags(names: string[]): Promise<void>;
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
  /** Instead of the tokens that the other sessions have. */
  auth?: Partial<AuthDeps>;
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
  const apiUrl = `${url}${harness.apiPath}`;
  const credentials = options.credentials ?? harness.credentials;
  const httpWith = (authorizer: Authorizer) => createHttp({ ...anonymous, authorizer });
  const shared = { httpWith, subject: JSON.stringify(credentials), tokens: harness.tokens };
  const deps = { ...authDeps(createHttp(anonymous), `${url}/`, apiUrl), ...shared, ...options.auth };
  const own = await destination.authorizer(credentials, settings, deps);
  const http = createHttp({ ...anonymous, authorizer: options.authorizer?.(own) ?? own });
  const reader = destination.reader?.(credentials, settings, deps) ?? null;
  const { timeoutMs } = options;
  return {
    siteUrl: `${url}/`,
    apiUrl,
    settings,
    http: timeoutMs === undefined ? http : { request: (request) => http.request({ ...request, timeoutMs }) },
    clock,
    words: WORDS,
    ...('username' in credentials ? { signIn: credentials } : {}),
    ...(reader === null ? {} : { reader: createHttp({ ...anonymous, authorizer: reader }) }),
  };
}

/** A key that no draft has had before. */
export const newKeyFor = (harness: Harness): DeliveryKey => harness.newKey?.() ?? newKey(harness.destination);

/** For discovery: no credentials. */
export function anonymousIo(harness: Pick<Harness, 'destination'>): Io {
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
