import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, verify } from 'node:crypto';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { LONG, runs } from '../../test/support/scale.ts';
import { DestinationError } from '../core/errors.ts';
import { importPrivateKey } from './private-key.ts';
import { inspectPrivateKey } from './private-key-format.ts';

const makeKeys = promisify(generateKeyPair);
const RS256 = 'RSASSA-PKCS1-v1_5';
const MESSAGE = Buffer.from('who I am');

const pemOf = (key: KeyObject, type: 'pkcs1' | 'pkcs8'): string => key.export({ type, format: 'pem' }).toString();

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

/** Every way that a key comes out of a file, a variable, a mail or a web page. */
const WAYS: Record<string, (pem: string) => string> = {
  'as it is': (pem) => pem,
  'with CRLF': (pem) => pem.replaceAll('\n', '\r\n'),
  'with CR': (pem) => pem.replaceAll('\n', '\r'),
  'with escaped line ends': (pem) => pem.replaceAll('\n', '\\n'),
  'with escaped CRLF': (pem) => pem.replaceAll('\n', '\\r\\n'),
  'escaped twice': (pem) => pem.replaceAll('\n', '\\\\n'),
  'as JSON': (pem) => JSON.stringify({ private_key: pem }),
  'with text around it': (pem) => `The key you asked for:\n\n${pem}\n-- \nAnna\nPS: keep it.`,
  'in quotes, of a variable': (pem) => `GITHUB_PRIVATE_KEY="${pem.trim()}"`,
  indented: (pem) => pem.replaceAll(/^/gm, '    \t'),
  'with spaces at the ends of lines': (pem) => pem.replaceAll('\n', '  \n'),
  'on one line': (pem) => pem.replaceAll('\n', ' '),
  'without any line ends': (pem) => pem.replaceAll('\n', ''),
  'with zero-width spaces': (pem) => `\uFEFF${pem.replaceAll('\n', '\u200B\n')}`,
  'after its certificate': (pem) => `-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n${pem}`,
  'without its last line': (pem) => pem.slice(0, pem.lastIndexOf('-----END')),
};

let keys: KeyObject[];
beforeAll(async () => {
  keys = await rsaKeys(LONG ? 200 : 4);
}, 600_000);

/** One of the keys, the same for the same number. */
function keyOf(number: number): KeyObject {
  const key = keys[number % keys.length];
  if (key === undefined) throw new Error('there is none');
  return key;
}

/** Whether what the key signs is what the other half verifies. */
async function signsAs(imported: CryptoKey, key: KeyObject): Promise<boolean> {
  const signature = await crypto.subtle.sign(RS256, imported, MESSAGE);
  return verify('sha256', MESSAGE, createPublicKey(key), Buffer.from(signature));
}

/** The reason of the refusal; it holds nothing of the text. */
async function refusalOf(text: string): Promise<string | undefined> {
  const error: unknown = await importPrivateKey(text, 'github').catch((thrown: unknown) => thrown);
  if (!(error instanceof DestinationError)) return undefined;
  expect(error).toMatchObject({ code: 'credentials_rejected', destination: 'github' });
  expect(error.cause).toBeUndefined();
  expect(error.message).toBe(error.reason);
  return error.reason;
}

describe('a key as people paste it', () => {
  test('signs what its other half verifies, in both forms and however it comes; it is the key that OpenSSL exports', async () => {
    for (const key of keys) {
      const pkcs8 = key.export({ type: 'pkcs8', format: 'der' });
      const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
      for (const form of ['pkcs1', 'pkcs8'] as const) {
        for (const [way, write] of Object.entries(WAYS)) {
          const inspected = inspectPrivateKey(write(pemOf(key, form)));
          if (!inspected.ok) throw new Error(`${form} ${way}: ${inspected.reason}`);
          expect(Buffer.compare(inspected.key.pkcs8, pkcs8), `${form} ${way}`).toBe(0);
          expect(Buffer.compare(inspected.key.spki, spki), `${form} ${way}`).toBe(0);
          expect(inspected.key.bits).toBe(2048);
        }
        const imported = await importPrivateKey(pemOf(key, form), 'github');
        expect(await signsAs(imported, key)).toBe(true);
        expect(imported).toMatchObject({ extractable: false, usages: ['sign'] });
      }
    }
  }, 600_000);

  test('whichever label stands around which form', async () => {
    const key = keyOf(0);
    const swapped = pemOf(key, 'pkcs1').replaceAll('RSA PRIVATE KEY', 'PRIVATE KEY');
    expect(await signsAs(await importPrivateKey(swapped, 'github'), key)).toBe(true);
    const other = pemOf(key, 'pkcs8').replaceAll('PRIVATE KEY', 'RSA PRIVATE KEY');
    expect(await signsAs(await importPrivateKey(other, 'github'), key)).toBe(true);
  });

  test('longer ones too, up to 8192 bits', async () => {
    const { privateKey } = await makeKeys('rsa', { modulusLength: 3072 });
    expect(await signsAs(await importPrivateKey(pemOf(privateKey, 'pkcs1'), 'github'), privateKey)).toBe(true);
  });
});

describe('what is no such key is refused by name', () => {
  const rsa = (bits: number) => makeKeys('rsa', { modulusLength: bits });
  const locked = { cipher: 'aes-256-cbc', passphrase: 'secret' };
  const PEM = { type: 'pkcs8', format: 'pem' } as const;
  const block = (label: string, body = 'AAAA'): string => `-----BEGIN ${label}-----\n${body}\n-----END ${label}-----\n`;
  const around = (bytes: Uint8Array): string => block('PRIVATE KEY', Buffer.from(bytes).toString('base64'));

  test.each<[string, string, () => string | Promise<string>]>([
    ['nothing', 'github_key_missing', () => ' \n\t"'],
    ['a sentence', 'github_key_none', () => 'My key is in the other file.'],
    ['a client secret', 'github_key_none', () => '0123456789abcdef0123456789abcdef01234567'],
    ['a token', 'github_key_none', () => 'github_pat_11ABCDEFG0123456789'],
    ['the end of a key alone', 'github_key_none', () => pemOf(keyOf(0), 'pkcs1').slice(300)],
    ['a book', 'github_key_too_long', () => 'a'.repeat(100_001)],
    [
      'PKCS#8 with a passphrase',
      'github_key_encrypted',
      () =>
        keyOf(0)
          .export({ ...PEM, ...locked })
          .toString(),
    ],
    [
      'PKCS#1 with a passphrase',
      'github_key_encrypted',
      () =>
        keyOf(0)
          .export({ ...PEM, ...locked, type: 'pkcs1' })
          .toString(),
    ],
    ['a key for SSH', 'github_key_openssh', () => block('OPENSSH PRIVATE KEY', 'b3BlbnNzaC1rZXktdjEA')],
    [
      'an elliptic curve, SEC 1',
      'github_key_ec',
      async () =>
        (await makeKeys('ec', { namedCurve: 'P-256' })).privateKey.export({ ...PEM, type: 'sec1' }).toString(),
    ],
    [
      'an elliptic curve, PKCS#8',
      'github_key_ec',
      async () => (await makeKeys('ec', { namedCurve: 'P-256' })).privateKey.export(PEM).toString(),
    ],
    ['Ed25519', 'github_key_not_rsa', async () => (await makeKeys('ed25519')).privateKey.export(PEM).toString()],
    [
      'RSA that may only sign with PSS',
      'github_key_not_rsa',
      async () => (await makeKeys('rsa-pss', { modulusLength: 2048 })).privateKey.export(PEM).toString(),
    ],
    ['DSA', 'github_key_not_rsa', () => block('DSA PRIVATE KEY')],
    [
      'the public half',
      'github_key_public',
      () => createPublicKey(keyOf(0)).export({ type: 'spki', format: 'pem' }).toString(),
    ],
    [
      'the public half, PKCS#1',
      'github_key_public',
      () => createPublicKey(keyOf(0)).export({ type: 'pkcs1', format: 'pem' }).toString(),
    ],
    ['a certificate', 'github_key_public', () => block('CERTIFICATE')],
    ['1024 bits', 'github_key_too_short', async () => pemOf((await rsa(1024)).privateKey, 'pkcs1')],
    ['2040 bits', 'github_key_too_short', async () => pemOf((await rsa(2040)).privateKey, 'pkcs8')],
    ['an empty block', 'github_key_damaged', () => block('RSA PRIVATE KEY', '')],
    ['half of it', 'github_key_damaged', () => pemOf(keyOf(0), 'pkcs1').slice(0, 800)],
    ['letters of no Base64', 'github_key_damaged', () => pemOf(keyOf(0), 'pkcs1').replace('MII', 'M!I')],
    [
      'a byte too many at the end',
      'github_key_damaged',
      () => around(Buffer.concat([keyOf(0).export({ type: 'pkcs8', format: 'der' }), Buffer.from([0])])),
    ],
    [
      'a byte too many within',
      'github_key_damaged',
      () => {
        const der = keyOf(0).export({ type: 'pkcs1', format: 'der' });
        return around(Buffer.concat([Buffer.from([0x30, 0x82]), lengthOf(der.length - 4 + 2), der.subarray(4), NULL]));
      },
    ],
    ['an indefinite length', 'github_key_damaged', () => around(new Uint8Array([0x30, 0x80, 2, 1, 0, 0, 0]))],
    ['a length beyond the end', 'github_key_damaged', () => around(new Uint8Array([0x30, 0x84, 255, 255, 255, 255]))],
    ['a million elements', 'github_key_damaged', () => around(new Uint8Array(60_000).fill(5))],
    [
      'numbers of two keys',
      'github_key_damaged',
      () => {
        const [one, other] = [keyOf(0), keyOf(1)].map((key) => key.export({ format: 'jwk' }));
        return pemOf(createPrivateKey({ key: { ...one, n: other?.n ?? '' }, format: 'jwk' }), 'pkcs1');
      },
    ],
  ])('%s: %s', async (_, reason, make) => {
    expect(await refusalOf(await make())).toBe(reason);
  });
});

const NULL = Buffer.from([5, 0]);
function lengthOf(length: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(length);
  return bytes;
}

/** Something happens to a part of it: bytes turn over, go missing, come in between, or a length is blown up. */
const spoil = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  cut: fc.constantFrom(0, 0, 1, 2, 100),
  insert: fc.oneof(
    fc.uint8Array({ maxLength: 4 }),
    fc.constantFrom(
      new Uint8Array([0x84, 255, 255, 255, 255]),
      new Uint8Array([0x80]),
      new Uint8Array(2000).fill(0x30),
    ),
    fc.uint8Array({ minLength: 1, maxLength: 1 }),
  ),
  isHead: fc.boolean(),
});
type Spoil = typeof spoil extends fc.Arbitrary<infer T> ? T : never;

function spoilt(bytes: Uint8Array, { at, cut, insert, isHead }: Spoil): Uint8Array {
  // Most of a key is four big numbers; what is told of their lengths stands in the first bytes.
  const place = Math.floor(at * (isHead ? 40 : bytes.length));
  return Buffer.concat([bytes.subarray(0, place), insert, bytes.subarray(place + cut)]);
}

test('whatever happened to a key on its way, it works, or the refusal has its reason', async () => {
  let working = 0;
  let damaged = 0;
  await fc.assert(
    fc.asyncProperty(
      ...([
        fc.nat(),
        fc.constantFrom('pkcs1', 'pkcs8'),
        fc.boolean(),
        fc.array(spoil, { minLength: 1, maxLength: 3 }),
      ] as const),
      async (number, form, inText, spoils) => {
        const key = keyOf(number);
        const whole = inText ? Buffer.from(pemOf(key, form)) : key.export({ type: form, format: 'der' });
        const bytes = Buffer.from(spoils.reduce<Uint8Array>(spoilt, whole));
        const text = inText
          ? bytes.toString('latin1')
          : `-----BEGIN PRIVATE KEY-----\n${bytes.toString('base64')}\n-----END PRIVATE KEY-----`;
        const imported = await importPrivateKey(text, 'github').catch(() => null);
        if (imported === null) {
          damaged += 1;
          expect(await refusalOf(text)).toMatch(/^github_key_[a-z_]+$/);
        } else {
          working += 1;
          expect(await signsAs(imported, key)).toBe(true);
        }
      },
    ),
    { numRuns: runs(1500, 7) },
  );
  expect(Math.min(working, damaged)).toBeGreaterThan(20);
}, 600_000);

test('a text of any length and shape is read in a moment', () => {
  const shapes = [
    '-----BEGIN ',
    '-----BEGIN A-----',
    '\\',
    '\\n',
    '-',
    '" ',
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIE',
  ];
  for (const shape of shapes) {
    for (const text of [shape.repeat(Math.floor(100_000 / shape.length)), shape.repeat(1_000_000)]) {
      expect(inspectPrivateKey(text).ok).toBe(false);
    }
  }
}, 5000);
