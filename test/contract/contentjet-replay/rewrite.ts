/** A recorded exchange as it has to be in another world: the request and the expectation alike. */

import * as v from 'valibot';
import { type Exchange, MadeToken } from './recorded.ts';
import type { Kind, World } from './worlds.ts';

const KIND_OF_KEY: Record<string, Kind> = {
  ...{ userId: 'user', user: 'user', modifiedByUserId: 'user', modifiedByUser: 'user', members: 'user' },
  ...{ projectId: 'project', project: 'project', entryTypeId: 'entryType', entryType: 'entryType' },
  ...{ clientId: 'client', projectInviteId: 'invite', webHook: 'webHook' },
  ...{ related: 'entry', target: 'entry', images: 'media' },
};

/** The member by which a row is known, the telling ones first. */
const KIND_OF_MEMBER: readonly (readonly [member: string, kind: Kind])[] = [
  ['entryTypeId', 'entry'],
  ['mimeType', 'media'],
  ['clientSecret', 'client'],
  ['accepted', 'invite'],
  ['entryCreated', 'webHook'],
  ['isActive', 'user'],
  ['description', 'entryType'],
  ['metadata', 'project'],
];

const KIND_IN_PATH: [pattern: RegExp, kind: Kind][] = [
  [/(\/project\/)(\d+)/, 'project'],
  [/(\/entry\/)(\d+)/, 'entry'],
  [/(\/entry-type\/)(\d+)/, 'entryType'],
  [/([?&]entryType=)(\d+)/, 'entryType'],
  [/(\/client\/)(\d+)/, 'client'],
  [/(\d\/media\/)(\d+)/, 'media'],
  [/(\/web-hook\/)(\d+)/, 'webHook'],
];

/** Ids that the database names in its own messages. */
const KIND_IN_TEXT: [pattern: RegExp, kind: Kind][] = [
  [/(Key \(id\)=\()(\d+)/, 'entry'],
  [/(Key \("projectId", name\)=\()(\d+)/, 'project'],
];

const TIMES = ['createdAt', 'modifiedAt', 'dateTime'];

/** @param known what only the answers tell: a recorded piece of text and what it is here */
export function rewritten(exchange: Exchange, world: World, known: ReadonlyMap<string, string>): Exchange {
  const text = (value: string): string => {
    let result = renumbered(world.rename(value), KIND_IN_TEXT, world);
    for (const [there, here] of known) result = result.replaceAll(there, here);
    return result;
  };
  const inside = (value: unknown, key = '', kind?: Kind): unknown => {
    if (typeof value === 'string')
      return TIMES.includes(key) ? shiftedIso(value, world) : idText(text(value), key, world);
    if (typeof value === 'number') return isId(value) && kind ? value + world.offset[kind] : value;
    if (Array.isArray(value)) return value.map((item) => inside(item, key, kind));
    if (typeof value !== 'object' || value === null) return value;
    if (v.is(MadeToken, value)) return { ...value, $token: claims(value.$token) };
    const own = kindOf(value) ?? kind;
    // An echo is no row: its members are the API's own.
    const member = 'status' in value ? (name: string) => name : text;
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => [
        member(name),
        inside(inner, name, name === 'id' ? own : KIND_OF_KEY[name]),
      ]),
    );
  };
  const claims = (made: Record<string, string | number>): Record<string, string | number> =>
    Object.fromEntries(
      Object.entries(made).map(([name, value]) => {
        if (typeof value === 'string') return [name, text(value)];
        const kind = KIND_OF_KEY[name];
        return [name, value + (kind === undefined ? world.shift / 1000 : world.offset[kind])];
      }),
    );
  const { path, authorization, json, gzip, text: sent, answer } = exchange;
  return {
    ...exchange,
    at: exchange.at + world.shift,
    path: path === null ? null : renumbered(text(path), KIND_IN_PATH, world),
    ...(authorization !== undefined && {
      authorization:
        typeof authorization === 'string' ? authorization : { ...authorization, $token: claims(authorization.$token) },
    }),
    ...(json !== undefined && { json: inside(json, '', path?.endsWith('bulk-delete') ? 'entry' : undefined) }),
    ...(gzip !== undefined && { gzip: inside(gzip) }),
    ...(sent !== undefined && { text: inside(sent) }),
    ...(exchange.multipart && {
      multipart: exchange.multipart.map((part) => ({
        ...part,
        ...(part.filename && { filename: text(part.filename) }),
      })),
    }),
    answer: {
      ...answer,
      headers: Object.fromEntries(
        Object.entries(answer.headers).map(([name, value]) => [
          name,
          name === 'last-modified' ? new Date(Date.parse(value) + world.shift).toUTCString() : value,
        ]),
      ),
      ...(answer.json !== undefined && { json: inside(answer.json) }),
    },
  };
}

const isId = (value: number): boolean => Number.isInteger(value) && value > 0;

/** An id where text stands for it. */
function idText(value: string, key: string, world: World): string {
  const kind = /^\d+$/.test(value) ? KIND_OF_KEY[key] : undefined;
  return kind === undefined ? value : String(Number(value) + world.offset[kind]);
}

const shiftedIso = (value: string, { shift }: World): string => new Date(Date.parse(value) + shift).toISOString();

function renumbered(text: string, places: readonly [RegExp, Kind][], { offset }: World): string {
  return places.reduce(
    (result, [pattern, kind]) =>
      result.replace(pattern, (_, before: string, id: string) => `${before}${Number(id) + offset[kind]}`),
    text,
  );
}

const kindOf = (row: object): Kind | undefined => KIND_OF_MEMBER.find(([member]) => member in row)?.[1];
