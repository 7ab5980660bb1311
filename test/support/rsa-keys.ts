/** RSA keys of OpenSSL's, and what is asked of them once they are imported. */
import { createPublicKey, generateKeyPair, type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import { beforeAll, expect } from 'vitest';
import { importPrivateKey } from '../../src/auth/private-key.ts';
import { DestinationError } from '../../src/core/errors.ts';

export const makeKeys = promisify(generateKeyPair);
const MESSAGE = Buffer.from('who I am');

export const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8'): string =>
  key.export({ type, format: 'pem' }).toString();

/** Some at a time: OpenSSL makes them in threads of its own. */
async function rsaKeys(count: number): Promise<KeyObject[]> {
  const keys: KeyObject[] = [];
  while (keys.length < count) {
    const some = Array.from({ length: Math.min(4, count - keys.length) }, () =>
      makeKeys('rsa', { modulusLength: 2048 }),
    );
    keys.push(...(await Promise.all(some)).map(({ privateKey }) => privateKey));
  }
  return keys;
}

/** Call it at the top of a test file: so many keys of 2048 bits, made before its tests. */
export function rsaKeysBefore(count: number): { all(): KeyObject[]; keyOf(number: number): KeyObject } {
  let keys: KeyObject[] = [];
  beforeAll(async () => {
    keys = await rsaKeys(count);
  }, 600_000);
  return {
    all: () => keys,
    /** One of them, the same for the same number. */
    keyOf: (number) => keys[number % keys.length] ?? expect.unreachable(),
  };
}

/** Whether what the key signs is what the other half verifies. */
export async function signsAs(imported: CryptoKey, key: KeyObject): Promise<boolean> {
  const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', imported, MESSAGE);
  return verify('sha256', MESSAGE, createPublicKey(key), Buffer.from(signature));
}

/** The reason of the refusal; it holds nothing of the text. */
export async function refusalOf(text: string): Promise<string | undefined> {
  const error: unknown = await importPrivateKey(text, 'github').catch((thrown: unknown) => thrown);
  if (!(error instanceof DestinationError)) return undefined;
  expect(error).toMatchObject({ code: 'credentials_rejected', destination: 'github' });
  expect(error.cause).toBeUndefined();
  expect(error.message).toBe(error.reason);
  return error.reason;
}
