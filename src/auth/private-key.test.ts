import { createPrivateKey, createPublicKey } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeKeys, pemOf, refusalOf, rsaKeysBefore, signsAs } from '../../test/support/rsa-keys.ts';
import { LONG } from '../../test/support/scale.ts';
import { importPrivateKey } from './private-key.ts';
import { inspectPrivateKey } from './private-key-format.ts';

const { all, keyOf } = rsaKeysBefore(LONG ? 200 : 4);

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

describe('a key as people paste it', () => {
  test('signs what its other half verifies, in both forms and however it comes; it is the key that OpenSSL exports', async () => {
    for (const key of all()) {
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
      'another element after it',
      'github_key_damaged',
      () => around(Buffer.concat([keyOf(0).export({ type: 'pkcs8', format: 'der' }), tlv(5)])),
    ],
    ['another element within', 'github_key_damaged', () => around(numbers({ more: [tlv(5)] }))],
    ['another number within', 'github_key_damaged', () => around(numbers({ more: [integer(16)] }))],
    ['a number too few', 'github_key_damaged', () => around(numbers({ least: 4 }))],
    ['a number that is zero', 'github_key_damaged', () => around(numbers({ more: [tlv(2, 0)], least: 4 }))],
    ['a number below zero', 'github_key_damaged', () => around(numbers({ more: [tlv(2, 0x80)], least: 4 }))],
    ['a needless zero', 'github_key_damaged', () => around(numbers({ more: [tlv(2, 0, 1)], least: 4 }))],
    [
      'a number longer than the modulus',
      'github_key_damaged',
      () => around(numbers({ more: [integer(3000)], least: 4 })),
    ],
    ['an exponent of 40 bits', 'github_key_damaged', () => around(numbers({ exponent: 40 }))],
    ['a version for several primes', 'github_key_damaged', () => around(numbers({ version: 1 }))],
    ['8200 bits', 'github_key_too_long', () => around(numbers({ modulus: 8200 }))],
    [
      'a length that is longer than it need be',
      'github_key_damaged',
      () => {
        const der = keyOf(0).export({ type: 'pkcs1', format: 'der' });
        return around(Buffer.concat([Buffer.from([0x30, 0x83, 0]), der.subarray(2)]));
      },
    ],
    ['an indefinite length', 'github_key_damaged', () => around(new Uint8Array([0x30, 0x80, 2, 1, 0, 0, 0]))],
    ['a length beyond the end', 'github_key_damaged', () => around(new Uint8Array([0x30, 0x84, 255, 255, 255, 255]))],
    ['a million elements', 'github_key_damaged', () => around(new Uint8Array(60_000).fill(5))],
  ])('%s: %s, before any cryptography', async (_, reason, make) => {
    const text = await make();
    expect(inspectPrivateKey(text)).toEqual({ ok: false, reason });
    expect(await refusalOf(text)).toBe(reason);
  });

  test('numbers of two keys, by what they sign', async () => {
    const [one, other] = [keyOf(0), keyOf(1)].map((key) => key.export({ format: 'jwk' }));
    const mixed = createPrivateKey({ key: { ...one, n: other?.n ?? '' }, format: 'jwk' });
    expect(await refusalOf(pemOf(mixed, 'pkcs1'))).toBe('github_key_damaged');
  });
});

function tlv(tag: number, ...content: number[]): Buffer {
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.from([tag, ...size, ...content]);
}

/** A number of so many bits. */
const integer = (bits: number): Buffer =>
  tlv(2, ...(bits % 8 === 0 ? [0] : []), 1 << ((bits - 1) % 8), ...Array(Math.ceil(bits / 8) - 1).fill(7));

/** PKCS#1 of numbers that are none of a key; as it stands, only a signature tells. @param least numbers, without `more` */
function numbers({ version = 0, modulus = 2048, exponent = 17, least = 5, more = [] as Buffer[] }): Buffer {
  const rest = Array.from({ length: least }, () => integer(1024));
  const all = [tlv(2, version), integer(modulus), integer(exponent), integer(2000), ...rest, ...more];
  return tlv(0x30, ...Buffer.concat(all));
}

test('what was made by hand above has but the one fault each', () => {
  const text = Buffer.from(numbers({})).toString('base64');
  expect(inspectPrivateKey(`-----BEGIN PRIVATE KEY-----${text}`)).toMatchObject({ ok: true, key: { bits: 2048 } });
});
