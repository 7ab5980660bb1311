/** Where the recorded exchanges are replayed: as they were, or with other ids, names, times and in another order. */
import type { Exchange } from './recorded.ts';

export const KINDS = ['user', 'project', 'entryType', 'entry', 'media', 'client', 'invite', 'webHook'] as const;
export type Kind = (typeof KINDS)[number];

export interface World {
  /** What is added to each kind's ids. */
  offset: Record<Kind, number>;
  rename(text: string): string;
  /** What is added to all times; milliseconds, whole seconds. */
  shift: number;
  arrange(exchanges: readonly Exchange[]): Exchange[];
}

export const asRecorded: World = {
  offset: { user: 0, project: 0, entryType: 0, entry: 0, media: 0, client: 0, invite: 0, webHook: 0 },
  rename: (text) => text,
  shift: 0,
  arrange: (exchanges) => [...exchanges],
};

/** Words that stand for a row or a member; the API's own words are not among them. */
const NAMES = [
  ...['Ada Admin', 'Arthur Author', 'Petra Projectadmin', 'Arthur', 'Petra', 'Nina'],
  ...['adminpass1', 'authorpass1', 'newbiepass', 'wrongpass', 'wrongwrong'],
  ...['Lab Project', 'Other Project', 'Lab client', 'Other client', 'sink'],
  ...['Web clip', 'Minimal clip', 'All required', 'Empty type', 'Foreign type', 'Nope type', 'Bad type'],
  ...['Clip one', 'Clip two', 'Full clip', 'Live now', 'Idem', 'Idem updated', 'Own id', 'Hdr', 'Foreign', 'Hooked'],
  ...['Clip', 'Only name', 'Round', 'Len', 'Nope'],
  ...['web-clip', 'b-2', 'dup-new', 'foreign-tag', 'nosuch', 'clip-3f2a9c0d4e5b6a7988776655443', 'pic'],
  ...['shot.png', 'big.bin', 'e.svg'],
];
const PEOPLE = ['admin', 'author', 'outsider', 'padmin', 'newbie', 'nobody'];
const FIELDS = [
  ...['headline', 'source_url', 'contact_email', 'body_markdown', 'body_short', 'is_starred', 'rating', 'score_float'],
  ...['clipped_at', 'clip_date', 'category', 'topics', 'accent', 'accent_alpha', 'images', 'related', 'bullets'],
  ...['hidden_note', 'title', 'body', 'body_long'],
];

type Random = () => number;

/** @param seed of all that is random in it */
export function randomWorld(seed: number): World {
  const random = randomFrom(seed);
  const upTo = (limit: number): number => Math.floor(random() * limit);
  const id = (): number => 1 + upTo(1_000_000);
  return {
    offset: {
      ...{ user: id(), project: id(), entryType: id(), entry: id() },
      ...{ media: id(), client: id(), invite: id(), webHook: id() },
    },
    rename: renaming(random),
    // As far back, or ahead, as three years; published entries stay published.
    shift: (upTo(6 * 365 * 86_400) - 3 * 365 * 86_400) * 1000,
    arrange: (exchanges) => rearranged(exchanges, random),
  };
}

/** Mulberry32: the same numbers for the same seed. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function renaming(random: Random): (text: string) => string {
  const names = new Map<string, string>();
  const add = (from: string, to: string): unknown => names.has(from) || names.set(from, to);
  for (const name of NAMES) add(name, scrambled(name, random));
  for (const person of PEOPLE) {
    const [from, to] = [`${person}@example.com`, `${scrambled(person, random)}@example.com`];
    for (const form of [(text: string) => text, sentence, encodeURIComponent]) add(form(from), form(to));
  }
  for (const field of FIELDS) {
    const to = scrambled(field, random);
    // The name, the label, the beginning of a message, the label that is one.
    for (const form of [(text: string) => text, spaced, (text: string) => sentence(spaced(text))]) {
      add(form(field), form(to));
    }
  }
  // A search takes no notice of case.
  add('idem', (names.get('Idem') ?? '').toLowerCase());
  const longestFirst = [...names.keys()].toSorted((one, other) => other.length - one.length);
  const pattern = new RegExp(`(?<!\\w)(?:${longestFirst.join('|').replaceAll('.', '\\.')})(?!\\w)`, 'g');
  return (text) => text.replace(pattern, (found) => names.get(found) ?? found);
}

const spaced = (text: string): string => text.replaceAll('_', ' ');
const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** As long as it was, of the same kinds of characters; the first one stays, so that the alphabet's order does. */
const scrambled = (name: string, random: Random): string =>
  name
    .replace(/(?<!^)(?<!\.[a-z]*)[a-z]/g, () => letter('a', 26, random))
    .replace(/(?<!^)[A-Z]/g, () => letter('A', 26, random))
    .replace(/(?<!^)\d/g, () => letter('0', 10, random));

const letter = (first: string, count: number, random: Random): string =>
  String.fromCharCode(first.charCodeAt(0) + Math.floor(random() * count));

/** The last exchange that the others need, and the first that changes who may do what. */
const SET_UP = 'client-02-create-other-project';
const MEMBERS_CHANGE = 'member-02-deactivate';

/**
 * What changes something stays in its order. What is refused whatever there is may come at any time between set-up and
 * the members' changes; everything else is shuffled between two changes.
 */
function rearranged(exchanges: readonly Exchange[], random: Random): Exchange[] {
  const stretches: Exchange[][] = [[]];
  const movable: Exchange[] = [];
  let isLate = false;
  for (const exchange of exchanges) {
    isLate ||= exchange.name === MEMBERS_CHANGE;
    if (changesSomething(exchange)) stretches.push([exchange]);
    else if (!isLate && isAlwaysRefused(exchange)) movable.push(exchange);
    else stretches.at(-1)?.push(exchange);
  }
  const begins = (name: string): number => stretches.findIndex(([first]) => first?.name === name);
  const [from, to] = [begins(SET_UP), begins(MEMBERS_CHANGE)];
  for (const exchange of movable) stretches[from + Math.floor(random() * (to - from))]?.push(exchange);
  return stretches.flatMap(([first, ...others]) => [...(first ? [first] : []), ...shuffled(others, random)]);
}

/** Rows, or the next id: one taken in vain is gone. */
const TAKES_AN_ID = ['entry-create-39-tags-33', 'entry-create-41-tags-duplicate-new'];
const CHANGES_NOTHING = /^(?:auth|refresh|client-auth|expiry)-/;

/** Also what must follow what it is about at once: a web hook, the file of an upload. */
function changesSomething({ name, method, path, answer }: Exchange): boolean {
  if (path === null || TAKES_AN_ID.includes(name)) return true;
  const isWrite = ['POST', 'PUT', 'PATCH', 'DELETE'].includes(method);
  return isWrite && (answer.status ?? 0) < 300 && !CHANGES_NOTHING.test(name);
}

/** Refused for a row that is there only from a certain exchange on. */
const NEEDS_A_ROW = ['idem-07-own-id-again'];

const isAlwaysRefused = ({ name, path, answer }: Exchange): boolean =>
  (answer.status ?? 0) >= 400 && !/\/(?:entry|client)\/\d/.test(path ?? '') && !NEEDS_A_ROW.includes(name);

/** Fisher and Yates. */
function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(Math.floor(random() * rest.length), 1));
}
