import type { BaseIssue, BaseSchema } from 'valibot';
import type { Authorizer } from '../auth/authorizer.ts';
import type { AuthMethod, Credentials } from '../auth/credentials.ts';
import type { ErrorView } from '../core/errors.ts';
import type { Clock, Fetch } from '../core/ports.ts';
import type { BodyWords, Draft } from '../draft/draft.ts';

export type { Authorizer } from '../auth/authorizer.ts';

export type DestinationId = 'ghost';

/** A foreign body's shape. */
export type Schema<T> = BaseSchema<unknown, T, BaseIssue<unknown>>;

/** Pure data about one kind of system, safe to load in a page. Text keys, never sentences. */
export interface Descriptor {
  id: DestinationId;
  /** The product's own name, a proper noun: not translated. */
  name: string;
  authMethods: readonly AuthMethod[];
  /** Fields of the set-up form, in order. `messageKey` leads to `<key>_label`, `<key>_help` in _locales. */
  fields: readonly DescriptorField[];
  limits: { titleCodePoints: number; excerptCodePoints: number; tagCodePoints: number; bodyBytes: number };
}

export interface DescriptorField {
  name: string;
  kind: 'url' | 'secret' | 'text' | 'choice';
  messageKey: string;
  advanced: boolean;
  required: boolean;
  choices?: readonly { value: string; messageKey: string }[];
}

/** Free settings of one account, by the destination's own schema. Never a secret. */
export type Settings = Record<string, unknown>;

/** What must not change between tries, and what a lost delivery is found by (Ghost: the slug). Stored before the first send. */
export type DeliveryKey = string;

export interface Io {
  http: Http;
  clock: Clock;
}

export interface HttpRequest<T> {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  url: string;
  headers?: Record<string, string>;
  /** Sent as application/json. */
  json?: unknown;
  /** The statuses that mean success; anything else is an error. */
  expect: readonly number[];
  /** How a success is read: JSON where not given, or the text of a page. */
  as?: 'json' | 'text';
  /** The answer's shape; an empty answer (204) is read as `null`, as text as `''`. */
  schema: Schema<T>;
  /** Milliseconds, default 30 000. */
  timeoutMs?: number;
}

export interface HttpAnswer<T> {
  status: number;
  body: T;
  headers: Headers;
}

/** A non-success answer as the adapter sees it, to be turned into its DestinationError. */
export interface HttpFailure {
  status: number;
  /** Parsed JSON, or undefined where the body was none. */
  json: unknown;
  headers: Headers;
}

/** The one way to speak HTTP: credentials omitted, redirects refused, time-out, 2xx + JSON + shape or a DestinationError. */
export interface Http {
  request<T>(request: HttpRequest<T>): Promise<HttpAnswer<T>>;
}

export interface HttpDeps {
  fetch: Fetch;
  clock: Clock;
  destination: DestinationId;
  /** The adapter's reading of its server's error bodies; undefined falls back to the status table. */
  explain?: (failure: HttpFailure) => ErrorView | undefined;
  authorizer?: Authorizer;
  /** The account opted in to http beyond this machine (`settings.allowHttp`). */
  allowHttp?: boolean;
}

/** What an adapter receives for an account. Its `http` is already authorised (and retries once where that may help). */
export interface Session<S extends Settings> {
  siteUrl: string;
  apiUrl: string;
  settings: S;
  http: Http;
  clock: Clock;
  words: BodyWords;
}

/** What stands at an address, found without credentials. */
export interface Discovery {
  siteUrl: string;
  apiUrl: string;
  title: string;
  version: string;
  /** Origins (match patterns) the account needs; more than one when the admin lives on another host than the site. */
  origins: string[];
  /**
   * A further host to ask for before anything can be connected, with its reason (text key). It is a proposal: the
   * person decides, then the discovery goes on at that address. All else in here is only a guess until then.
   */
  needs?: { url: string; reason: string };
  settings: Settings;
}

/** One line of the connection doctor. */
export interface CheckStep {
  /** Text key `check_<id>`. */
  id: string;
  outcome: 'ok' | 'failed' | 'skipped' | 'warning';
  error?: ErrorView;
  /** Shown beside the step: a version, a name. */
  detail?: string;
}

export interface CheckReport {
  steps: CheckStep[];
  ok: boolean;
  identity: AccountIdentity | null;
}

/** Who the account is at the site, as shown to the person. */
export interface AccountIdentity {
  siteTitle: string;
  userName: string | null;
  role: string | null;
}

export interface DestinationOptions {
  tags: string[];
  authors: { id: string; name: string }[];
}

/** Proof of delivery, plain JSON. */
export interface Receipt {
  v: 1;
  remoteId: string;
  revision?: string;
  /** What the adapter needs for tidy, undo and update; parsed by the adapter when read back. */
  remote: unknown;
  /** The draft in its editor: always within the account's own origin. */
  editUrl: string;
  viewUrl?: string;
  /** ISO 8601. */
  createdAt: string;
  /** Names only scripts, forms and media that can't be read. */
  leftOut: string[];
}

export interface RemoteDraft {
  title: string;
  html: string;
  status: string;
  slug: string;
}

/** An adapter for one kind of system. */
export interface Destination<S extends Settings = Settings> {
  readonly descriptor: Descriptor;
  /** The account's settings read back from storage; throws where they are damaged. */
  parseSettings(stored: unknown): S;
  /**
   * What stands at this address, by GET, without credentials. The host permission must be there.
   * @param site where an earlier discovery at this site proposed the address (`needs`): what answers must belong to it
   */
  discover(url: URL, io: Io, site?: URL): Promise<Discovery>;
  /** Reads an error body of this system. */
  explain(failure: HttpFailure): ErrorView | undefined;
  authorizer(credentials: Credentials, settings: S): Promise<Authorizer>;
  /** The connection doctor: one line per check, with the cure. */
  check(session: Session<S>): Promise<CheckReport>;
  options(session: Session<S>): Promise<DestinationOptions>;
  /** Fixed once per entry, before the first send. `nonce` is 8 random hex digits. */
  deliveryKey(draft: Draft, nonce: string): DeliveryKey;
  findDraft(key: DeliveryKey, session: Session<S>): Promise<Receipt | null>;
  createDraft(draft: Draft, key: DeliveryKey, options: DraftOptions, session: Session<S>): Promise<Receipt>;
  /** After the receipt is stored: what only served the delivery is cleared away (the slug is set from the title). */
  tidy(receipt: Receipt, draft: Draft, session: Session<S>): Promise<void>;
  getDraft(receipt: Receipt, session: Session<S>): Promise<RemoteDraft>;
  deleteDraft(receipt: Receipt, session: Session<S>): Promise<void>;
}

/** What the person chose for one draft at one destination. */
export interface DraftOptions {
  authorId?: string;
}
