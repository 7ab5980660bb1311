/** What differs between an answer and what was recorded: status, headers, every member, every value. */
import * as v from 'valibot';
import type { Api } from '../../servers/contentjet/api.ts';
import { verifyToken } from '../../servers/contentjet/tokens.ts';
import { type Exchange, MadeToken } from './recorded.ts';
import { spelledOutExpectation } from './request.ts';

export interface Context {
  /** Whose tokens they are. */
  api: Api;
  /** Asked to take what something random is here, once. @returns false where it was something else before */
  learn(there: string, here: string): boolean;
  /** What filled the request up. */
  filling?: string;
  /** The bytes of what was sent, by the exchange. */
  files?: ReadonlyMap<string, Buffer>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

/** Those that were recorded; where one was not there, it must not be here. */
const HEADERS = [
  ...['vary', 'allow', 'content-type', 'last-modified'],
  ...['access-control-allow-origin', 'access-control-allow-methods', 'access-control-allow-headers'],
];

export async function answerDifferences({ answer }: Exchange, here: Response, context: Context): Promise<string[]> {
  const body = Buffer.from(await here.arrayBuffer());
  const expected = {
    vary: 'Origin',
    ...(answer.json !== undefined && { 'content-type': JSON_TYPE }),
    ...answer.headers,
  };
  return [
    ...(here.status === answer.status ? [] : [`status ${here.status} instead of ${answer.status}`]),
    ...HEADERS.flatMap((name) => headerDifferences(name, here, expected)),
    ...bodyDifferences(answer, body, context),
  ];
}

/** Of what the server itself sent: what was recorded is its request. */
export async function deliveryDifferences(recorded: Exchange, here: Response, context: Context): Promise<string[]> {
  return [
    ...Object.keys(recorded.headers).flatMap((name) => headerDifferences(name, here, recorded.headers)),
    ...differences(recorded.json, await here.json(), context),
  ];
}

function headerDifferences(name: string, { headers }: Response, expected: Record<string, string>): string[] {
  const [here, there] = [headers.get(name), expected[name] ?? null];
  return here === there ? [] : [`${name}: ${here} instead of ${there}`];
}

function bodyDifferences({ json, text, bytesOf }: Exchange['answer'], body: Buffer, context: Context): string[] {
  if (json !== undefined) return differences(spelledOutExpectation(json, context.filling ?? ''), parsed(body), context);
  const file = bytesOf === undefined ? undefined : context.files?.get(bytesOf);
  const expected = file ?? Buffer.from(text ?? '');
  return body.equals(expected) ? [] : [`body is ${shown(body.toString())} instead of ${shown(expected.toString())}`];
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString());
  } catch {
    return body.toString();
  }
}

/** What only PostgreSQL knows: lines of its source code and lengths of its messages. */
const DATABASE_ONLY = ['length', 'where', 'file', 'line', 'routine'];

/** What is random, or is the moment of a delivery: its pattern is compared. */
const RANDOM: Record<string, RegExp> = {
  clientId: /^[0-9a-f]{32}$/,
  clientSecret: /^[0-9a-f]{32}$/,
  file: /^http:\/\/127\.0\.0\.1:\d+\/media\/\d+\/\d{4}-\d{1,2}\/\d{13}-\d{1,6}\.\w+$/,
  thumbnail: /^http:\/\/127\.0\.0\.1:\d+\/media\/\d+\/\d{4}-\d{1,2}\/\d{13}-\d{1,6}-thumb\.\w+$/,
  dateTime: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
};

function differences(there: unknown, here: unknown, context: Context, place = 'body'): string[] {
  const wrong = (): string[] => [`${place} is ${shown(here)} instead of ${shown(there)}`];
  if (v.is(MadeToken, there)) return claimsDifferences(there.$token, here, context.api, place);
  if (Array.isArray(there)) {
    if (!Array.isArray(here) || here.length !== there.length) return wrong();
    return there.flatMap((item, index) => differences(item, here[index], context, `${place}[${index}]`));
  }
  if (typeof there !== 'object' || there === null) return Object.is(there, here) ? [] : wrong();
  if (typeof here !== 'object' || here === null || Array.isArray(here)) return wrong();
  const [expected, found] = [membersOf(there), membersOf(here)];
  return [...new Set([...expected.keys(), ...found.keys()])].flatMap((name) => {
    const [one, other] = [expected.get(name), found.get(name)];
    const isRandom = typeof one === 'string' && one !== other && RANDOM[name]?.test(String(other)) === true;
    return isRandom && context.learn(one, String(other)) ? [] : differences(one, other, context, `${place}.${name}`);
  });
}

function membersOf(object: object): Map<string, unknown> {
  const isOfDatabase = 'severity' in object;
  return new Map(Object.entries(object).filter(([name]) => !isOfDatabase || !DATABASE_ONLY.includes(name)));
}

function claimsDifferences(claims: Record<string, string | number>, token: unknown, api: Api, place: string): string[] {
  const [there, here] = [shown(claims), shown(verifyToken(api.secret, token, 0))];
  return there === here ? [] : [`${place} claims ${here} instead of ${there}`];
}

const shown = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 200);
