/** The shape of Ghost's keys, without any cryptography: light enough to run on every key press of the set-up form. */
import { AROUND_A_KEY } from './around-a-key.ts';

export type KeyFault = 'empty' | 'content_key' | 'no_colon' | 'id' | 'secret';
export type KeyInspection = { ok: true; id: string; secret: string } | { ok: false; reason: KeyFault };

/**
 * Reads an Admin API key or a staff access token, `id:secret` with 24 and 64 hex digits (recorded from Ghost 5 and 6).
 * A Content API key (26 hex digits, no colon) is recognised: it can only read and is the usual mix-up.
 */
export function inspectGhostKey(text: string): KeyInspection {
  const key = text.replace(AROUND_A_KEY, '').toLowerCase();
  if (key === '') return { ok: false, reason: 'empty' };
  if (/^[0-9a-f]{26}$/.test(key)) return { ok: false, reason: 'content_key' };
  const colon = key.indexOf(':');
  if (colon === -1) return { ok: false, reason: 'no_colon' };
  const id = key.slice(0, colon);
  const secret = key.slice(colon + 1);
  if (!/^[0-9a-f]{24}$/.test(id)) return { ok: false, reason: 'id' };
  if (!/^[0-9a-f]{64}$/.test(secret)) return { ok: false, reason: 'secret' };
  return { ok: true, id, secret };
}
