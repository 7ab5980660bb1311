/** What an adapter may ask of what speaks HTTP for it (http.ts), and what that place needs. */
import type { BaseIssue, BaseSchema } from 'valibot';
import type { Authorizer } from '../auth/authorizer.ts';
import type { ExtraHeader } from '../auth/extra-headers.ts';
import type { ErrorView } from '../core/errors.ts';
import type { Clock, Fetch } from '../core/ports.ts';

/** A foreign body's shape. */
export type Schema<T> = BaseSchema<unknown, T, BaseIssue<unknown>>;

export interface HttpRequest<T> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  /** `accept` in place of what `as` would ask for. */
  headers?: Record<string, string>;
  /** Sent as application/json. */
  json?: unknown;
  /** Sent as multipart/form-data, in place of `json`. */
  form?: FormData;
  /** The statuses that mean success; anything else is an error. */
  expect: readonly number[];
  /** How a success is read: JSON where not given, or the text of a page, or the bytes of an image. */
  as?: 'json' | 'text' | 'blob';
  /** Of a success that is read as bytes; default 16 MB. Beyond it: `unexpected_response` (`answer_too_large`). */
  maxBytes?: number;
  /** The answer's shape; an empty answer (204) is read as `null`, as text as `''`. */
  schema: Schema<T>;
  /** Milliseconds, default 30 000. */
  timeoutMs?: number;
  /** Sent as anyone could send it: without the account's authorisation. */
  anonymous?: boolean;
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
  /**
   * @throws DestinationError "as any request": not_this_system (an address that is never asked), offline, timeout,
   * redirected, unexpected_response; what the adapter reads in a refusal (`explain`), else its status (http-status.ts); and
   * what the authorizer throws
   */
  request<T>(request: HttpRequest<T>): Promise<HttpAnswer<T>>;
}

export interface HttpDeps {
  fetch: Fetch;
  clock: Clock;
  /** Named in errors: the system's id; `clipdraft` for a request of our own, to nobody's site. */
  destination: string;
  /** The adapter's reading of its server's error bodies; undefined falls back to the status table. */
  explain?: (failure: HttpFailure) => ErrorView | undefined;
  authorizer?: Authorizer;
  /** Ends after so many milliseconds: for the pauses that an authorizer asks for. A timer, where not given. */
  wait?: (ms: number) => Promise<void>;
  /** Sent with every request (a proxy in front of the site asks for them). */
  extraHeaders?: readonly ExtraHeader[];
  /** The account opted in to http beyond this machine (`settings.allowHttp`). */
  allowHttp?: boolean;
}
