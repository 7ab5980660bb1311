import { DestinationError } from '../core/errors.ts';
import { inspectPrivateKey, type PrivateKeyFault, type RsaKey } from './private-key-format.ts';

/** RSASSA-PKCS1-v1_5 with SHA-256: what JSON Web Algorithms call RS256 (RFC 7518 §3.3). */
const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };

/**
 * A pasted private key as one that signs with RS256 and can't be read back.
 * @param destination named in errors
 * @throws DestinationError credentials_rejected with the fault (private-key-format.ts); it holds nothing of the text
 */
export async function importPrivateKey(text: string, destination: string): Promise<CryptoKey> {
  const inspected = inspectPrivateKey(text);
  const key = inspected.ok ? await signingKey(inspected.key).catch(() => null) : null;
  if (key !== null) return key;
  const reason: PrivateKeyFault = inspected.ok ? 'github_key_damaged' : inspected.reason;
  throw new DestinationError({ code: 'credentials_rejected', destination, reason });
}

/**
 * Null where its numbers don't belong together: not every implementation looks at them, and a signature that such a key
 * gives may tell its primes to whoever sees it (Boneh, DeMillo, Lipton 1997). So none ever leaves that was not verified.
 */
async function signingKey({ pkcs8, spki }: RsaKey): Promise<CryptoKey | null> {
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, RS256, false, ['sign']);
  const publicKey = await crypto.subtle.importKey('spki', spki, RS256, false, ['verify']);
  const signature = await crypto.subtle.sign(RS256.name, key, spki);
  return (await crypto.subtle.verify(RS256.name, publicKey, signature, spki)) ? key : null;
}
