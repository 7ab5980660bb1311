/** What is read of a request's body: JSON and forms, within limits; the rest counts as an empty object. */
import { gunzipSync, inflateSync } from 'node:zlib';
import { ApiError, crash } from './errors.ts';

const JSON_TYPES = [
  'application/json',
  'application/json-patch+json',
  'application/vnd.api+json',
  'application/csp-report',
];
const FORM_TYPE = 'application/x-www-form-urlencoded';

/** Bytes. */
const JSON_LIMIT = 2 ** 20;
const FORM_LIMIT = 56 * 2 ** 10;

export interface Body {
  /** Decompressed. */
  bytes: Uint8Array<ArrayBuffer>;
  parsed: unknown;
}

/**
 * @throws 400 with the whole body where it is not JSON (or is neither an object nor a list), 413, and 415 for a content
 *   encoding that is not known
 */
export function readBody(headers: Record<string, string>, sent: Uint8Array<ArrayBuffer>): Body {
  const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const isJson = JSON_TYPES.includes(type);
  if (!isJson && type !== FORM_TYPE) return { bytes: sent, parsed: {} };
  const limit = isJson ? JSON_LIMIT : FORM_LIMIT;
  const length = Number(headers['content-length']);
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding === 'identity' && length > limit) throw tooLarge({ expected: length, length, limit });
  const bytes = decompressed(sent, encoding);
  if (bytes.length > limit) throw tooLarge({ limit, received: bytes.length });
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  return { bytes, parsed: isJson ? parseJson(text) : Object.fromEntries(new URLSearchParams(text)) };
}

const tooLarge = (sizes: Record<string, number>): ApiError =>
  new ApiError(413, { message: 'request entity too large', ...sizes, type: 'entity.too.large' });

function decompressed(sent: Uint8Array<ArrayBuffer>, encoding: string): Uint8Array<ArrayBuffer> {
  if (encoding === 'identity') return sent;
  if (encoding !== 'gzip' && encoding !== 'deflate') throw new ApiError(415, { status: 415 });
  try {
    return new Uint8Array(encoding === 'gzip' ? gunzipSync(sent) : inflateSync(sent));
  } catch {
    throw crash();
  }
}

function parseJson(text: string): unknown {
  if (text === '') return {};
  try {
    if (/^[ \t\n\r]*[[{]/.test(text)) return JSON.parse(text, withoutHalves);
  } catch {
    // The answer is the same as for what is neither an object nor a list.
  }
  throw new ApiError(400, { status: 400, body: text });
}

/** UTF-8 has no way to write half of a surrogate pair. */
const withoutHalves = (_key: string, value: unknown): unknown =>
  typeof value === 'string'
    ? new TextDecoder('utf-8', { ignoreBOM: true }).decode(new TextEncoder().encode(value))
    : value;
