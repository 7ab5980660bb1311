/**
 * The words of commits and pull requests. GitHub acts on some of what stands there: `Fixes #12` closes an issue when it is
 * merged, `@name` calls somebody, the address of an issue leaves a note below it, `[skip ci]` keeps the site from being
 * built. None of this may come out of a clip.
 * @see https://docs.github.com/issues/tracking-your-work-with-issues/linking-a-pull-request-to-an-issue
 */
import type { DeliveryWords, Draft } from '../../draft/draft.ts';
import { oneLine } from '../draft-texts.ts';

/** Characters of a pull request's title. */
const TITLE_LIMIT = 256;
/** Of a commit's first line: lists of commits cut the rest off. */
const SUBJECT_LIMIT = 72;

/** Between a sign and its name: shows nothing, breaks no line, and GitHub sees no name there. */
const WORD_JOINER = '\u2060';

/** The signs that GitHub acts on, each with what has to follow it. */
const LIVE = /@(?=\w)|#(?=\d)|\bGH-(?=\d)|:(?=\/\/)|\[(?=(?:skip|no|ci|actions)\b)/gi;

/** Reads the same, and does nothing. */
const inert = (text: string): string => text.replace(LIVE, `$&${WORD_JOINER}`);

/** What orders the direction of writing would reach beyond the title, in every list that it stands in. */
const DIRECTION = /[\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

const plain = (text: string): string => oneLine(text.replace(DIRECTION, ''));

/** Cut between characters, counted as JavaScript counts them: never more than GitHub does. */
function shortened(text: string, limit: number): string {
  if (text.length <= limit) return text;
  let short = '';
  for (const char of text) {
    if (short.length + char.length >= limit) break;
    short += char;
  }
  return `${short.trimEnd()}…`;
}

/** The title that names a draft's file: never empty. */
export const titleOf = ({ title }: Pick<Draft, 'title'>, { untitled }: DeliveryWords): string =>
  plain(title) || untitled;

export const pullTitle = (title: string): string => shortened(inert(plain(title)), TITLE_LIMIT);

/** What is said below a pull request; the clip's address as code, in which GitHub sees nothing. */
export function pullBody(draft: Draft, words: DeliveryWords): string {
  const source = sourceOf(draft);
  return [words.pullRequest, ...(source === null ? [] : [`${words.source}: \`${source}\``])].join('\n\n');
}

/** What a commit tells of its delivery, to be found by. */
export interface Delivered {
  nonce: string;
  /** ms since the epoch: the date in the post. */
  date: number;
}

const DELIVERY = 'Clipdraft-Delivery';
const DATE = 'Clipdraft-Date';

export function commitMessage(draft: Draft, { nonce, date }: Delivered, words: DeliveryWords): string {
  const subject = shortened(inert(`${words.draft}: ${titleOf(draft, words)}`), SUBJECT_LIMIT);
  const source = sourceOf(draft);
  const trailers = `${DELIVERY}: ${nonce}\n${DATE}: ${new Date(date).toISOString()}`;
  return [subject, ...(source === null ? [] : [`${words.source}: ${source}`]), trailers].join('\n\n');
}

/** The message of the commit that takes a draft back: git's own words for it. */
export const revertMessage = (path: string, words: DeliveryWords): string =>
  shortened(inert(`Revert "${words.draft}: ${plain(path.replace(/^.*\//, ''))}"`), SUBJECT_LIMIT);

/** Null where the message is not of this delivery. A title can't pretend to be one: it stands in the first line. */
export function readDelivered(message: string, nonce: string): Delivered | null {
  const trailer = (name: string): string | undefined => new RegExp(`\\n${name}: (\\S+)`).exec(message)?.[1];
  const date = Date.parse(trailer(DATE) ?? '');
  return trailer(DELIVERY) === nonce && !Number.isNaN(date) ? { nonce, date } : null;
}

/**
 * Without the scheme and the place on the page, so that no link and no reference is made of it, and people can still read
 * and copy it.
 */
function sourceOf({ passages }: Draft): string | null {
  const address = passages[0]?.source.url ?? null;
  if (address === null) return null;
  const { host, pathname, search } = new URL(address);
  return `${host}${pathname === '/' && search === '' ? '' : pathname}${search}`.replace(/[@`]/g, encode);
}

const encode = (sign: string): string => (sign === '@' ? '%40' : '%60');
