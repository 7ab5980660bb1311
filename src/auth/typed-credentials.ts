/** What somebody types into the set-up of an account that has credentials already. No page ever sees those. */
import type { Credentials, PasswordGrantCredentials } from './credentials.ts';

/** Nobody signs in anew: neither another user nor a password was typed, nor a token or a key. */
export function keepsSignIn(typed: Credentials | undefined, stored: Credentials | null): boolean {
  if (typed === undefined) return true;
  if (typed.method === 'personal_access_token') return stored?.method === typed.method && typed.token === '';
  if (typed.method === 'app_private_key')
    return stored?.method === typed.method && typed.privateKey === '' && isSameUser(typed.appId, stored.appId);
  if (stored === null || !('username' in typed) || !('username' in stored) || typed.method !== stored.method)
    return false;
  return typed.password === undefined && isSameUser(typed.username, stored.username);
}

/**
 * Typed over stored, where the way to sign in is the same: a user name left empty stays, a password that was not typed
 * stays with its user, and a client that nobody speaks of stays; one whose id is empty goes. A token or a key left empty
 * stays, an App's key also where its id is written in another way: it has two, and one key.
 */
export function overStored(typed: Credentials, stored: Credentials | null): Credentials {
  if (typed.method === 'personal_access_token')
    return typed.token === '' && stored?.method === typed.method ? stored : typed;
  if (typed.method === 'app_private_key' && stored?.method === typed.method)
    return { ...typed, appId: typed.appId || stored.appId, privateKey: typed.privateKey || stored.privateKey };
  if (!('username' in typed)) return typed;
  const former = stored !== null && 'username' in stored && stored.method === typed.method ? stored : null;
  const username = typed.username === '' && former !== null ? former.username : typed.username;
  const password = typed.password ?? (isSameUser(typed.username, former?.username) ? former?.password : undefined);
  if (typed.method === 'application_password') return { ...typed, username };
  const signIn = { username, ...(password === undefined ? {} : { password }) };
  if (typed.method === 'jwt_login') return { ...typed, ...signIn };
  const { clientId: _, clientSecret: __, ...rest } = typed;
  return { ...rest, ...signIn, ...clientOf(typed, former?.method === 'password_grant' ? former : {}) };
}

/** What of a sign-in may be taken along to another site: whose it is, and no secret. */
export function nameOf(stored: Credentials | null): Credentials | null {
  if (stored === null || !('username' in stored)) return null;
  const { method, username } = stored;
  return method === 'application_password' ? { method, username, password: '' } : { method, username };
}

type Client = Pick<PasswordGrantCredentials, 'clientId' | 'clientSecret'>;

function clientOf(typed: Client, stored: Client): Client {
  const { clientId, clientSecret } = { ...stored, ...typed };
  if (clientId === '') return {};
  return {
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined || clientSecret === '' ? {} : { clientSecret }),
  };
}

const isSameUser = (typed: string, stored: string | undefined): boolean => typed === '' || typed === stored;
