/** JSON web tokens with HS256, and the words in which a bad one is refused. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { unauthenticated } from './errors.ts';
import { asObject, isObject, type Json } from './json.ts';

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const signature = (secret: string, signed: string): Buffer => createHmac('sha256', secret).update(signed).digest();

/** @param payload as it is: `iat` and `exp` are the caller's */
export function signToken(secret: string, payload: object): string {
  const signed = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}`;
  return `${signed}.${signature(secret, signed).toString('base64url')}`;
}

/**
 * @param now seconds since 1970
 * @throws 401 in the words of the recorded server
 */
export function verifyToken(secret: string, token: unknown, now: number): Json {
  if (token === undefined || token === null || token === '') throw unauthenticated('jwt must be provided');
  if (typeof token !== 'string') throw unauthenticated('jwt must be a string');
  const [header, payload, sent, more] = token.split('.');
  if (header === undefined || payload === undefined || sent === undefined || more !== undefined) {
    throw unauthenticated('jwt malformed');
  }
  const claims = decode(payload);
  if (decode(header) === null || claims === null) throw unauthenticated('invalid token');
  if (sent === '') throw unauthenticated('jwt signature is required');
  if (asObject(decode(header)).alg !== 'HS256') throw unauthenticated('invalid algorithm');
  if (!isSigned(secret, `${header}.${payload}`, sent)) throw unauthenticated('invalid signature');
  if (typeof claims.nbf === 'number' && claims.nbf > now) throw unauthenticated('jwt not active');
  if (typeof claims.exp === 'number' && claims.exp <= now) throw unauthenticated('jwt expired');
  return claims;
}

/** Whether the token is one of this server's that is only too old. @param now seconds since 1970 */
export function isExpired(secret: string, token: string, now: number): boolean {
  const [header = '', payload = '', sent = ''] = token.split('.');
  const exp = decode(payload)?.exp;
  return typeof exp === 'number' && exp <= now && isSigned(secret, `${header}.${payload}`, sent);
}

function isSigned(secret: string, signed: string, sent: string): boolean {
  const [expected, given] = [signature(secret, signed), Buffer.from(sent, 'base64url')];
  return expected.length === given.length && timingSafeEqual(expected, given);
}

function decode(part: string): Json | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
