/**
 * The one-click sign-in of WordPress: its own page asks whoever is signed in there, makes a password for this one
 * application and hands it to `success_url`. The page has no state parameter; WordPress appends its own parameters to
 * whatever `success_url` holds already, and so the state travels in there (recorded from WordPress 7.1.1).
 * @see https://make.wordpress.org/core/2020/11/05/application-passwords-integration-guide/
 */
import { authorizationError } from './authorization.ts';

/** By this id WordPress, and we, know a password that was made for this application. */
export const APPLICATION_ID = '64571571-6b29-4933-b058-fefeb4f678a0';

/** What WordPress shows in the person's profile, beside the name, is when it was made and last used. */
const APPLICATION_NAME = 'Clipdraft';

/** A name that exists already is refused up to WordPress 6.5: each attempt has its own. */
const applicationName = (attemptId: string): string => `${APPLICATION_NAME} ${attemptId.slice(0, 8)}`;

export interface ApplicationPasswordRequest {
  /** The site's page, as discovery found it. */
  authorizeUrl: string;
  attemptId: string;
  redirectUrl: string;
  state: string;
}

/** The address to open. */
export function applicationPasswordUrl(request: ApplicationPasswordRequest): string {
  const { authorizeUrl, attemptId, redirectUrl, state } = request;
  const success = new URL(redirectUrl);
  success.searchParams.set('state', state);
  const reject = new URL(success);
  reject.searchParams.set('success', 'false');
  const url = new URL(authorizeUrl);
  url.searchParams.set('app_name', applicationName(attemptId));
  url.searchParams.set('app_id', APPLICATION_ID);
  url.searchParams.set('success_url', success.href);
  url.searchParams.set('reject_url', reject.href);
  return url.href;
}

export interface ApplicationPassword {
  username: string;
  password: string;
}

/** No control characters, and in the name no colon: HTTP Basic could not carry it (RFC 7617 §2). */
const USERNAME = /^[^\p{Cc}:]{1,200}$/u;
const PASSWORD = /^[^\p{Cc}]{1,200}$/u;

/**
 * Reads what came back for this attempt (see answerOf of authorization.ts).
 * @param isOwnSite whether an address is the site's that was asked
 * @throws DestinationError credentials_rejected: authorization_declined, authorization_failed where something is missing,
 * there twice or damaged, authorization_state where the password is another site's
 */
export function readApplicationPassword(
  answer: URLSearchParams,
  { destination, isOwnSite }: { destination: string; isOwnSite(url: URL): boolean },
): ApplicationPassword {
  if (answer.get('success') === 'false') throw authorizationError(destination, 'authorization_declined');
  const only = (name: string, shape: RegExp): string => {
    const [value = '', ...more] = answer.getAll(name);
    if (more.length > 0 || !shape.test(value)) throw authorizationError(destination, 'authorization_failed');
    return value;
  };
  const site = only('site_url', /^https?:\/\//i);
  const username = only('user_login', USERNAME);
  const password = only('password', PASSWORD);
  if (!URL.canParse(site) || !isOwnSite(new URL(site))) throw authorizationError(destination, 'authorization_state');
  return { username, password };
}
