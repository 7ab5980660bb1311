import type { ErrorView } from '../core/errors.ts';
import type { Clock, Fetch } from '../core/ports.ts';

/** What requests to an authorization server need from above (made by destinations/oauth-deps.ts). */
export interface OAuthDeps {
  /** Checked address, no credentials, no redirect followed, a DestinationError for whatever is below HTTP. */
  safeFetch: Fetch;
  clock: Clock;
  /** Named in errors: the system whose account signs in. */
  destination: string;
  /** What the status of an answer means that says nothing else. */
  explain(answer: Pick<Response, 'status' | 'headers'>): ErrorView;
  /** Why nothing may be sent to an address (a reason); undefined where it may. */
  addressFault(address: string): string | undefined;
}
