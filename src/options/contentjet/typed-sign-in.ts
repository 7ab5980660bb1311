import type { PasswordGrantCredentials } from '../../auth/credentials.ts';

/** How long a sign-in lasts: renewed while the browser is open, with the password kept, or renewed while drafts wait. */
export type Stay = 'while_open' | 'always' | 'while_needed';
export const STAYS: readonly Stay[] = ['while_open', 'always', 'while_needed'];

/** As the person has it in the form. */
export interface TypedSignIn {
  /** Null for the one that the account has: no page ever sees it. */
  username: string | null;
  password: string;
  stay: Stay;
  clientId: string;
  clientSecret: string;
  /** The stored one goes. */
  removeClient: boolean;
}

/** Each ends the key of a text. */
export interface SignInFaults {
  username: 'empty' | 'client_alone' | null;
  password: 'empty' | 'not_kept' | null;
  clientId: 'empty' | 'length' | null;
  clientSecret: 'empty' | 'length' | null;
}

/** What goes along with a request; nothing where the account's own sign-in is to be used. */
export interface SignIn {
  credentials?: PasswordGrantCredentials;
  staySignedIn?: boolean;
}

/** Characters of a client's id and of its secret: what is longer or shorter is a 400 (recorded from contentjet-api 0.17.1). */
const CLIENT_LENGTH = 32;

/**
 * What was typed as credentials, or every fault in it.
 * @param keeps how long the account's own sign-in lasts, where that works: then it stays, unless another one is typed
 */
export function readSignIn(typed: TypedSignIn, keeps: Stay | null): { signIn: SignIn } | { faults: SignInFaults } {
  const username = typed.username?.trim() ?? null;
  const [clientId, clientSecret] = [typed.clientId.trim(), typed.clientSecret.trim()];
  const { password, stay, removeClient } = typed;
  const client = clientId !== '' || clientSecret !== '';
  const faults: SignInFaults = {
    username: username !== '' ? null : client && password === '' ? 'client_alone' : 'empty',
    password: password === '' ? passwordFault(username, stay, keeps) : null,
    clientId: client ? clientFault(clientId) : null,
    clientSecret: client ? clientFault(clientSecret) : null,
  };
  if (Object.values(faults).some((fault) => fault !== null)) return { faults };
  const credentials: PasswordGrantCredentials = {
    ...{ method: 'password_grant', username: username ?? '' },
    ...(password === '' ? {} : { password }),
    ...(client ? { clientId, clientSecret } : removeClient ? { clientId: '' } : {}),
  };
  return { signIn: { credentials, staySignedIn: stay === 'always' } };
}

/** Nobody but the person has a password that is not kept. */
function passwordFault(username: string | null, stay: Stay, keeps: Stay | null): SignInFaults['password'] {
  if (username !== null || keeps === null) return 'empty';
  return stay === 'always' && keeps !== 'always' ? 'not_kept' : null;
}

function clientFault(text: string): 'empty' | 'length' | null {
  if (text === '') return 'empty';
  return text.length === CLIENT_LENGTH ? null : 'length';
}
