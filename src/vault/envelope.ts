/**
 * One secret at rest: AES-256-GCM (NIST SP 800-38D) with a fresh 96-bit IV, bound to its account, its field and the
 * schema version as additional data. An envelope moved to another account or field does not open.
 */
import * as v from 'valibot';
import type { Random } from '../core/ports.ts';
import { fromBase64url, toBase64url } from './base64url.ts';

export interface SecretEnvelope {
  v: 1;
  accountId: string;
  field: string;
  /** base64url, 12 bytes. */
  iv: string;
  /** base64url, the secret's UTF-8 and the 16-byte tag. */
  ciphertext: string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;
const bytesOf = (minimum: number, maximum: number) =>
  v.pipe(
    v.string(),
    v.check((text) => {
      const bytes = fromBase64url(text);
      return bytes !== null && bytes.length >= minimum && bytes.length <= maximum;
    }),
  );

const schema = v.strictObject({
  v: v.literal(1),
  accountId: v.string(),
  field: v.string(),
  iv: bytesOf(IV_BYTES, IV_BYTES),
  ciphertext: bytesOf(TAG_BYTES, 1_000_000),
});

/** What was stored, or null where it is no envelope of ours. */
export function parseEnvelope(stored: unknown): SecretEnvelope | null {
  const parsed = v.safeParse(schema, stored);
  return parsed.success ? parsed.output : null;
}

/** JSON keeps the three apart whatever they hold. */
function additionalData(accountId: string, field: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(['clipdraft-envelope', 1, accountId, field]));
}

export async function seal(
  secret: string,
  place: { accountId: string; field: string },
  key: CryptoKey,
  random: Random,
): Promise<SecretEnvelope> {
  const iv = random.bytes(IV_BYTES);
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: additionalData(place.accountId, place.field) },
    key,
    new TextEncoder().encode(secret),
  );
  return {
    v: 1,
    accountId: place.accountId,
    field: place.field,
    iv: toBase64url(iv),
    ciphertext: toBase64url(new Uint8Array(ciphertext)),
  };
}

/** The secret, or null where the envelope was changed, belongs elsewhere, or was sealed with another key. */
export async function open(
  envelope: SecretEnvelope,
  place: { accountId: string; field: string },
  key: CryptoKey,
): Promise<string | null> {
  const iv = fromBase64url(envelope.iv);
  const ciphertext = fromBase64url(envelope.ciphertext);
  if (iv === null || ciphertext === null) return null;
  if (envelope.accountId !== place.accountId || envelope.field !== place.field) return null;
  try {
    const secret = await crypto.subtle.decrypt(
      { name: 'AES-GCM', iv, additionalData: additionalData(place.accountId, place.field) },
      key,
      ciphertext,
    );
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(secret);
  } catch {
    // GCM says only that the tag does not fit; there is nothing more to learn from the error.
    return null;
  }
}
