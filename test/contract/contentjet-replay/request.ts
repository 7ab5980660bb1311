/** The recorded request, sent. */
import { gzipSync } from 'node:zlib';
import * as v from 'valibot';
import type { Api } from '../../servers/contentjet/api.ts';
import { inviteSecret } from '../../servers/contentjet/invites.ts';
import { signToken } from '../../servers/contentjet/tokens.ts';
import { png } from '../../support/png.ts';
import { type Exchange, MadeToken, type Part } from './recorded.ts';

const Repeated = v.object({ $repeat: v.string(), times: v.number(), after: v.optional(v.string(), '') });
const Filling = v.object({ $fillTo: v.number() });
const FILLING = '<filling>';

export interface Sent {
  path: string;
  method: string;
  headers: Record<string, string>;
  body: Uint8Array<ArrayBuffer> | null;
  /** What makes the body as long as it was. */
  filling: string;
}

export function requestFrom(exchange: Exchange, api: Api): Sent {
  const { method, path, headers, authorization } = exchange;
  const filling = fillingFor(exchange.json, api);
  return {
    path: path ?? '',
    method,
    headers: {
      accept: 'application/json',
      ...(exchange.json !== undefined && { 'content-type': 'application/json' }),
      ...headers,
      ...(authorization !== undefined && { authorization: headerFrom(authorization, api) }),
    },
    body: bodyFrom(exchange, api, filling),
    filling,
  };
}

const headerFrom = (authorization: NonNullable<Exchange['authorization']>, api: Api): string =>
  typeof authorization === 'string' ? authorization : `${authorization.scheme} ${tokenFrom(authorization, api)}`;

function tokenFrom({ $token, of, signature }: MadeToken, api: Api): string {
  const token = signToken(of === 'invite' ? inviteSecret(api) : api.secret, $token);
  return signature === 'changed' ? token.replace(/.{3}$/, 'AAA') : token;
}

function bodyFrom(
  { json, text, gzip, multipart }: Exchange,
  api: Api,
  filling: string,
): Uint8Array<ArrayBuffer> | null {
  if (json !== undefined) return utf8(JSON.stringify(spelledOut(json, api)).replace(FILLING, filling));
  if (text !== undefined) return utf8(String(spelledOut(text, api)));
  if (gzip !== undefined) return new Uint8Array(gzipSync(JSON.stringify(gzip)));
  return multipart === undefined ? null : multipartFrom(multipart);
}

const utf8 = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(new TextEncoder().encode(text));

/** With tokens, and with what was too long to be written down. */
const spelledOut = (value: unknown, api: Api): unknown =>
  replaced(value, (one) => {
    if (v.is(MadeToken, one)) return tokenFrom(v.parse(MadeToken, one), api);
    return v.is(Filling, one) ? FILLING : repeated(one);
  });

/**
 * An expectation as it is compared: tokens stay as they were made.
 * @param filling what filled the request up
 */
export const spelledOutExpectation = (value: unknown, filling: string): unknown =>
  replaced(value, (one) => {
    if (v.is(MadeToken, one)) return one;
    return v.is(Filling, one) ? filling : repeated(one);
  });

function repeated(value: unknown): unknown {
  if (!v.is(Repeated, value)) return undefined;
  const { $repeat, times, after } = v.parse(Repeated, value);
  return `${after}${$repeat.repeat(times)}`;
}

/** @param by what to put in a place; undefined leaves it */
function replaced(value: unknown, by: (value: unknown) => unknown): unknown {
  const other = by(value);
  if (other !== undefined) return other;
  if (Array.isArray(value)) return value.map((item) => replaced(item, by));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, replaced(inner, by)]));
}

/** For the one place of a body that makes all of it as long as it was. */
function fillingFor(json: unknown, api: Api): string {
  const total = /"\$fillTo":(\d+)/.exec(JSON.stringify(json) ?? '')?.[1];
  if (total === undefined) return '';
  const rest = Buffer.byteLength(JSON.stringify(spelledOut(json, api))) - FILLING.length;
  return 'x'.repeat(Number(total) - rest);
}

const BOUNDARY = '----labboundary';

function multipartFrom(parts: readonly Part[]): Uint8Array<ArrayBuffer> {
  const pieces = parts.flatMap((part) => {
    const name = `name="${part.name}"${part.filename === undefined ? '' : `; filename="${part.filename}"`}`;
    const type = part.type === undefined ? '' : `Content-Type: ${part.type}\r\n`;
    const head = `--${BOUNDARY}\r\nContent-Disposition: form-data; ${name}\r\n${type}\r\n`;
    return [Buffer.from(head), fileFor(part), Buffer.from('\r\n')];
  });
  return new Uint8Array(Buffer.concat([...pieces, Buffer.from(`--${BOUNDARY}--\r\n`)]));
}

const SCREENSHOT = png(300, 200, () => [0, 0, 0]);

/** The size and look of the recorded file. */
export function fileFor({ type, bytes }: Part): Buffer {
  if (type !== 'image/png' || bytes < SCREENSHOT.length) return Buffer.alloc(bytes, 'a');
  return Buffer.concat([SCREENSHOT, Buffer.alloc(bytes - SCREENSHOT.length)]);
}
