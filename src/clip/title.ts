import { collapse } from './text.ts';

/** Unread counters and marks that sites put before a title: "(3) ", "[12] ", "* ", "🔴 ". */
const COUNTER = /^(?:[([]\s*\d{1,3}\+?\s*[)\]]|[●•*]|\p{Extended_Pictographic}\ufe0f?)\s+/u;
const SEPARATOR = /\s+[|\-–—·•:»«›]+\s+|\s*[|｜]\s*|\s+::\s+|\s*[»›]\s*/u;

/**
 * A page's title without counters and without the site's name behind or before it. `hints`: names the site gives
 * itself (site name, host); `heading`: og:title or the page's h1, which say the same without the site.
 */
export function cleanTitle(raw: string, hints: readonly string[], heading: string | null): string {
  let title = collapse(raw);
  while (COUNTER.test(title)) title = title.replace(COUNTER, '');
  if (heading !== null) {
    const short = collapse(heading);
    if (short.length >= 8 && title.length > short.length && title.toLowerCase().startsWith(short.toLowerCase())) {
      if (SEPARATOR.test(title.slice(short.length, short.length + 4))) return short;
    }
  }
  return withoutSite(title, hints);
}

function withoutSite(title: string, hints: readonly string[]): string {
  const names = hints.map(key).filter((name) => name.length > 1);
  const parts = title.split(new RegExp(`(${SEPARATOR.source})`, 'u'));
  let from = 0;
  let to = parts.length;
  while (to - from > 2 && isSite(parts[to - 1], names)) to -= 2;
  while (to - from > 2 && isSite(parts[from], names)) from += 2;
  const rest = parts.slice(from, to).join('').trim();
  return rest === '' ? title : rest;
}

function isSite(part: string | undefined, names: readonly string[]): boolean {
  const words = key(part ?? '');
  return words !== '' && names.some((name) => words === name || words === `the${name}` || `the${words}` === name);
}

/** For comparison: letters and digits only, without `www.` and the ending of a domain. */
function key(name: string): string {
  const host = /^(?:[\w-]+\.)+[a-z]{2,}$/i.test(name.trim());
  const bare = host
    ? name
        .trim()
        .replace(/^www\./i, '')
        .replace(/\.[a-z]{2,}(?:\.[a-z]{2})?$/i, '')
    : name;
  return bare.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
