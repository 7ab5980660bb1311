import { DRAFT_BRANCHES } from './layout-parts.ts';
import type { Layout } from './settings.ts';
import { bytesOf, capped, fileSlugOf } from './slug.ts';

/** What a file's name is made from. */
export interface Named {
  title: string;
  /** ms since the epoch. */
  now: number;
}

/**
 * The path of a draft's file within the repository: never outside its folder, never hidden, never empty.
 * @param attempt 1 for the first name; 2 and on where that is taken (`name-2.md`)
 */
export function pathOf({ folder, fileName }: Layout, { title, now }: Named, attempt: number): string {
  const number = attempt > 1 ? `-${attempt}` : '';
  const pattern = joined(folder, fileName);
  const numbered = pattern.includes('{slug}') ? pattern : pattern.replace(/(?=\.[^./]*$)/, number);
  return capNames(filled(numbered, { slug: `${fileSlugOf(title)}${number}`, now }));
}

/** The branch of a draft's own (`clipdraft/2026-11-21-title-0a1b2c3d`): a valid name of a ref (git-check-ref-format). */
export function branchOf({ title, now }: Named, nonce: string): string {
  return `${DRAFT_BRANCHES}${dayOf(now)}-${fileSlugOf(title)}-${nonce}`;
}

/** The person's own day: 2026-11-21. */
export function dayOf(now: number): string {
  const date = new Date(now);
  return [digits(date.getFullYear(), 4), digits(date.getMonth() + 1), digits(date.getDate())].join('-');
}

export const digits = (value: number, count = 2): string => String(value).padStart(count, '0');

/** A folder or an address with what its placeholders stand for. */
export function filled(pattern: string, { slug, now }: { slug: string; now: number }): string {
  const date = dayOf(now);
  const [year = '', month = '', day = ''] = date.split('-');
  const values: Record<string, string> = { year, month, day, date, slug };
  return pattern.replace(/\{([a-z]+)\}/g, (found, name: string) => values[name] ?? found);
}

/** The slug that a path was made with, by the layout; by its own words where the layout has changed since. */
export function slugIn(path: string, { folder, fileName }: Layout): string {
  const [start = '', ...rest] = joined(folder, fileName).split('{slug}').map(literally);
  // The same words wherever they stand: a long name could be shared out in more ways than there is time for.
  const pattern = rest.length === 0 ? start : `${start}([^/]+)${rest.join('(?:\\1)')}`;
  const [, found] = new RegExp(`^${pattern}$`, 'u').exec(path) ?? [];
  const [name = ''] = path
    .replace(/(?:\/index)?\.[^./]*$/, '')
    .split('/')
    .slice(-1);
  return found ?? fileSlugOf(name.replace(/^\d{4}-\d\d-\d\d-/, ''));
}

/** As a regular expression: dates have just so many digits. */
const literally = (part: string): string =>
  part
    .replace(/[.*+?^$()|[\]\\{}]/g, '\\$&')
    .replace(/\\\{(year|month|day|date)\\\}/g, (_found, name: string) => FILLED[name] ?? '');

const FILLED: Record<string, string> = {
  ...{ year: '\\d{4}', month: '\\d\\d', day: '\\d\\d', date: '\\d{4}-\\d\\d-\\d\\d' },
};

/** The folder that a path is in; '' for the root. */
export const parentOf = (path: string): string => path.slice(0, Math.max(path.lastIndexOf('/'), 0));

export const joined = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** Folders' and files' names as long as file systems take them; a file keeps its ending. */
function capNames(path: string): string {
  return path
    .split('/')
    .map((name) => {
      const [ending = ''] = /\.[^.]*$/.exec(name) ?? [];
      const stem = name.slice(0, name.length - ending.length);
      return `${capped(stem, MAX_NAME - bytesOf(ending))}${ending}`;
    })
    .join('/');
}

/** UTF-8 bytes. */
const MAX_NAME = 255;
