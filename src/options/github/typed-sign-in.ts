import type { AppPrivateKeyCredentials, AuthMethod, PersonalAccessTokenCredentials } from '../../auth/credentials.ts';
import { inspectPersonalAccessToken, type TokenFault } from '../../auth/personal-access-token-format.ts';
import { inspectPrivateKey, type PrivateKeyFault } from '../../auth/private-key-format.ts';

/** A person's own token, or an App of their own. */
export type Way = 'personal_access_token' | 'app_private_key';

/** As the person has it in the form. */
export interface TypedSignIn {
  way: Way;
  token: string;
  appId: string;
  privateKey: string;
}

/** Each ends the key of a text. */
export interface SignInFaults {
  token: TokenFault | null;
  appId: 'empty' | 'characters' | null;
  privateKey: PrivateKeyFault | null;
}

/** What goes along with a request; nothing where the account's own sign-in is to be used. */
export interface SignIn {
  credentials?: PersonalAccessTokenCredentials | AppPrivateKeyCredentials;
}

export const NOTHING_TYPED: Omit<TypedSignIn, 'way'> = { token: '', appId: '', privateKey: '' };

/**
 * What was typed as credentials, or every fault in it.
 * @param keeps how the account signs in, where that works: what is left empty stays
 */
export function readSignIn(
  typed: TypedSignIn,
  keeps: AuthMethod | null,
): { signIn: SignIn } | { faults: SignInFaults } {
  const { way, token, privateKey } = typed;
  const appId = typed.appId.trim();
  const stays = keeps === way;
  if (stays && (way === 'personal_access_token' ? token : appId + privateKey).trim() === '') return { signIn: {} };
  if (way === 'personal_access_token') {
    const read = inspectPersonalAccessToken(token);
    if (!read.ok) return { faults: { token: read.reason, appId: null, privateKey: null } };
    return { signIn: { credentials: { method: way, token: read.token } } };
  }
  const idFault = appId === '' ? (stays ? null : 'empty') : /^[\w.-]+$/.test(appId) ? null : 'characters';
  const key = stays && privateKey.trim() === '' ? null : inspectPrivateKey(privateKey);
  const keyFault = key === null || key.ok ? null : key.reason;
  if (idFault !== null || keyFault !== null) return { faults: { token: null, appId: idFault, privateKey: keyFault } };
  return { signIn: { credentials: { method: way, appId, privateKey: privateKey.trim() } } };
}

/** A classic token may do everything that its scopes say, in every repository; before 2021 it was 40 hex digits alone. */
export const isClassic = (token: string): boolean => /^(?:ghp_|[0-9a-f]{40}$)/.test(token);
