/** What a person's token for GitHub looks like: light enough to run on every key press of the set-up form. */
import { inspectGhostKey } from './admin-api-key-format.ts';
import { AROUND_A_KEY } from './around-a-key.ts';

/** Each is the reason of an error, and has its sentence. */
export type TokenFault =
  | 'github_token_missing'
  | 'github_token_format'
  | 'github_token_other'
  | 'github_token_ghost_key'
  | 'github_token_private_key';
export type TokenInspection = { ok: true; token: string } | { ok: false; reason: TokenFault };

/** Of an App's installation, of an App or an OAuth app for a user, and what renews one: each ends by itself, or is an app's. */
const NOT_A_PERSONS = /^gh[sour]_/;

/**
 * Reads a personal access token, fine-grained or classic. Their length and form are GitHub's own affair; only what no
 * Bearer token may hold (RFC 6750 §2.1, without the slash: an address is none), and what is known to be something else, is
 * refused: a password that was pasted by mistake goes nowhere.
 */
export function inspectPersonalAccessToken(text: string): TokenInspection {
  const token = text.replace(AROUND_A_KEY, '');
  if (token === '') return { ok: false, reason: 'github_token_missing' };
  if (token.startsWith('-----BEGIN')) return { ok: false, reason: 'github_token_private_key' };
  if (NOT_A_PERSONS.test(token)) return { ok: false, reason: 'github_token_other' };
  if (inspectGhostKey(token).ok) return { ok: false, reason: 'github_token_ghost_key' };
  return /^[\w.~+-]+=*$/.test(token) ? { ok: true, token } : { ok: false, reason: 'github_token_format' };
}
