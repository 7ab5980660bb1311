/** Keys as Chromium itself reads them: it looks at more of their numbers than node does. */
import { expect, test } from 'vitest';
import { importPrivateKey } from './private-key.ts';
import { inspectPrivateKey } from './private-key-format.ts';

const RS256 = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
/** Of a PKCS#8 form of 2048 bits: all before the PKCS#1 form in it. */
const WRAPPING = 26;
const MESSAGE = new TextEncoder().encode('who I am');

async function makeKey() {
  const made = { ...RS256, modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]) };
  const { privateKey, publicKey } = await crypto.subtle.generateKey(made, true, ['sign', 'verify']);
  return { publicKey, der: new Uint8Array(await crypto.subtle.exportKey('pkcs8', privateKey)) };
}

function pemOf(label: string, der: Uint8Array): string {
  const lines = btoa(String.fromCharCode(...der)).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\r\n');
}

test('both forms sign what the other half verifies, and can’t be read back', async () => {
  const { publicKey, der } = await makeKey();
  const pems = [pemOf('PRIVATE KEY', der), pemOf('RSA PRIVATE KEY', der.subarray(WRAPPING))];
  for (const pem of pems) {
    const key = await importPrivateKey(pem, 'github');
    const signature = await crypto.subtle.sign(RS256.name, key, MESSAGE);
    expect(await crypto.subtle.verify(RS256.name, publicKey, signature, MESSAGE)).toBe(true);
    expect(key.extractable).toBe(false);
    const inspected = inspectPrivateKey(pem);
    expect(inspected.ok && [...inspected.key.pkcs8]).toEqual([...der]);
  }
});

test('one whose numbers were changed is refused, wherever that was', async () => {
  const { der } = await makeKey();
  // In the modulus, the private exponent, a prime, and what follows from the primes.
  for (const at of [100, 400, 650, 800, 950, 1100]) {
    const changed = der.slice();
    changed[at] = (changed[at] ?? 0) ^ 4;
    const imported = importPrivateKey(pemOf('PRIVATE KEY', changed), 'github');
    await expect(imported, `byte ${at}`).rejects.toMatchObject({ reason: 'github_key_damaged' });
  }
});
