/**
 * RSA private keys as people paste them, without any cryptography: light enough to run on every change of the set-up form.
 * What is read takes time in proportion to the text's length, whatever the text is.
 */
import { toHex } from '../core/hex.ts';
import { AROUND_A_KEY } from './around-a-key.ts';
import {
  BIT_STRING,
  type Bytes,
  type Element,
  elementsOf,
  INTEGER,
  NULL,
  OBJECT_IDENTIFIER,
  OCTET_STRING,
  SEQUENCE,
  toDer,
} from './der.ts';

/** Each is the reason of an error, and has its sentence. */
export type PrivateKeyFault =
  | 'github_key_missing'
  | 'github_key_none'
  | 'github_key_too_long'
  | 'github_key_encrypted'
  | 'github_key_openssh'
  | 'github_key_ec'
  | 'github_key_public'
  | 'github_key_not_rsa'
  | 'github_key_too_short'
  | 'github_key_damaged';

export interface RsaKey {
  /** PKCS#8 (RFC 5208 §5): what WebCrypto reads. */
  pkcs8: Bytes;
  /** SubjectPublicKeyInfo (RFC 5280 §4.1.2.7), of the same numbers. */
  spki: Bytes;
  /** Of its modulus. */
  bits: number;
}
export type PrivateKeyInspection = { ok: true; key: RsaKey } | { ok: false; reason: PrivateKeyFault };

/** Characters. A key of 8192 bits has 6,400, and there may be text around it. */
const LONGEST_TEXT = 100_000;
/** GitHub's are of 2048 bits; a signature with more than 8192 takes a breath. */
const BITS = { least: 2048, most: 8192 };

const refused = (reason: PrivateKeyFault): PrivateKeyInspection => ({ ok: false, reason });

/**
 * Reads PEM (RFC 7468) of PKCS#1 (RFC 8017 §A.1.2), as GitHub gives it, or of PKCS#8: with any line ends, also escaped
 * ones, indented, in quotes, and with text around it. Whether its numbers belong together only a signature tells.
 */
export function inspectPrivateKey(text: string): PrivateKeyInspection {
  if (text.length > LONGEST_TEXT) return refused('github_key_too_long');
  if (text.replace(AROUND_A_KEY, '') === '') return refused('github_key_missing');
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]{1,40})-----/g)].map(
    ({ 1: label = '', 0: { length }, index }) => ({
      label,
      start: index + length,
    }),
  );
  const block = blocks.find(({ label }) => label === 'RSA PRIVATE KEY' || label === 'PRIVATE KEY');
  if (block === undefined) return refused(faultOf(blocks.map(({ label }) => label)));
  const end = text.indexOf('-----END', block.start);
  return inspectBody(text.slice(block.start, end === -1 ? undefined : end));
}

/** What stands there instead of a key that we could use. */
function faultOf(labels: string[]): PrivateKeyFault {
  const has = (end: string): boolean => labels.some((label) => label.endsWith(end));
  if (has('ENCRYPTED PRIVATE KEY')) return 'github_key_encrypted';
  if (has('OPENSSH PRIVATE KEY')) return 'github_key_openssh';
  if (has('EC PRIVATE KEY')) return 'github_key_ec';
  if (has(' PRIVATE KEY')) return 'github_key_not_rsa';
  return has('PUBLIC KEY') || has('CERTIFICATE') ? 'github_key_public' : 'github_key_none';
}

/** Headers within the block are those of a key with a passphrase (RFC 1421 §4.6). */
function inspectBody(body: string): PrivateKeyInspection {
  if (body.includes('Proc-Type:') || body.includes('DEK-Info:')) return refused('github_key_encrypted');
  const bytes = fromBase64(body.replace(/\\[nrt]?/g, '').replace(AROUND_A_KEY, ''));
  return bytes === null ? refused('github_key_damaged') : inspectDer(bytes);
}

function fromBase64(text: string): Bytes | null {
  try {
    return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  } catch {
    return null;
  }
}

/** By what it holds: tools don't agree on which label belongs to which form. */
function inspectDer(bytes: Bytes): PrivateKeyInspection {
  const parts = sequenceOf(elementsOf(bytes));
  if (parts?.[1]?.tag !== SEQUENCE) return inspectNumbers(parts);
  const [version, algorithm, key, ...more] = parts;
  const [kind] = elementsOf(algorithm?.content ?? EMPTY) ?? [];
  // Attributes may follow; nobody needs them.
  const isWhole = isZero(version) && key?.tag === OCTET_STRING && more.every(({ tag }) => tag === 0xa0);
  if (!isWhole || kind?.tag !== OBJECT_IDENTIFIER) return refused('github_key_damaged');
  const name = toHex(kind.content);
  if (name === EC_PUBLIC_KEY) return refused('github_key_ec');
  return name === toHex(RSA_ENCRYPTION)
    ? inspectNumbers(sequenceOf(elementsOf(key.content)))
    : refused('github_key_not_rsa');
}

/** RSAPrivateKey: the version, the modulus, both exponents, the primes, and three numbers that follow from them. */
function inspectNumbers(parts: Element[] | null): PrivateKeyInspection {
  const [version, modulus, exponent] = parts ?? [];
  if (parts?.length !== 9 || !isZero(version) || !parts.slice(1).every(isPositive))
    return refused('github_key_damaged');
  if (modulus === undefined || exponent === undefined) return refused('github_key_damaged');
  const bits = bitsOf(modulus);
  if (bits < BITS.least) return refused('github_key_too_short');
  if (bits > BITS.most) return refused('github_key_too_long');
  // No number is longer than the modulus, and a public exponent of more than 32 bits is none that any browser takes.
  if (parts.some((part) => bitsOf(part) > bits) || bitsOf(exponent) > 32) return refused('github_key_damaged');
  const numbers = parts.map(({ whole }) => whole);
  const publicKey = toDer(SEQUENCE, modulus.whole, exponent.whole);
  return {
    ok: true,
    key: {
      pkcs8: toDer(SEQUENCE, ZERO, ALGORITHM, toDer(OCTET_STRING, toDer(SEQUENCE, ...numbers))),
      spki: toDer(SEQUENCE, ALGORITHM, toDer(BIT_STRING, new Uint8Array([0]), publicKey)),
      bits,
    },
  };
}

const EMPTY = new Uint8Array();
/** rsaEncryption, 1.2.840.113549.1.1.1 (RFC 8017 §A.1). */
const RSA_ENCRYPTION = new Uint8Array([0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1]);
/** id-ecPublicKey, 1.2.840.10045.2.1 (RFC 5480 §2.1.1). */
const EC_PUBLIC_KEY = '2a8648ce3d0201';
const ZERO = toDer(INTEGER, new Uint8Array([0]));
const ALGORITHM = toDer(SEQUENCE, toDer(OBJECT_IDENTIFIER, RSA_ENCRYPTION), toDer(NULL));

/** What the one sequence holds that this is. */
function sequenceOf(elements: Element[] | null): Element[] | null {
  const [sequence, ...more] = elements ?? [];
  return sequence?.tag === SEQUENCE && more.length === 0 ? elementsOf(sequence.content) : null;
}

const isZero = (element: Element | undefined): boolean => element !== undefined && toHex(element.whole) === '020100';

/** Above zero, and without a needless zero before it (X.690 §8.3.2). */
function isPositive({ tag, content: [first = 0, second = 0] }: Element): boolean {
  return tag === INTEGER && first < 0x80 && (first > 0 || second >= 0x80);
}

function bitsOf({ content }: Element): number {
  const leading = content[0] === 0 ? 1 : 0;
  return (content.length - leading) * 8 - (Math.clz32(content[leading] ?? 0) - 24);
}
