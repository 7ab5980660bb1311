/** UTF-8 bytes of a slug: leaves room for a date and a number in a name, which file systems end at 255. */
const MAX_BYTES = 120;

/**
 * Words of any script as part of a file's name and of an address: letters and digits joined by hyphens, in small letters,
 * composed (NFC). Latin letters lose their accents, all others stay as they are. '' where there is no letter at all.
 */
export function slugOf(text: string): string {
  const plain = text
    .normalize('NFKD')
    .replace(/['’\p{Default_Ignorable_Code_Point}\p{Me}]/gu, '')
    .replace(/(?<=\p{Script=Latin})\p{Mn}+/gu, '')
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LATIN[letter] ?? letter)
    .normalize('NFC')
    .replace(YOUNG_OR_RARE, ' ');
  const words = plain.match(/[\p{L}\p{Nd}][\p{L}\p{Nd}\p{M}]*/gu) ?? [];
  return capped(words.join('-'), MAX_BYTES);
}

/**
 * What Unicode has had only since version 14, and what lies beyond its basic plane, save for rarer Chinese characters, Chakma
 * and Adlam. A generator whose tables are older takes such letters out of the address, and two posts would have the same.
 */
const YOUNG_OR_RARE =
  /[\u0870-\u088f\u08b5\u08c8\u08c9\u0c5c\u0c5d\u0cdc\u0cdd\u170d\u171f\u1b4c\u1c89\u1c8a\u2c2f\u2c5f\u9ffd-\u9fff\ua7c0-\ua7f4]|[^\0-\uffff\u{11100}-\u{1114f}\u{1e900}-\u{1e95f}\u{20000}-\u{2a6dd}\u{2a700}-\u{2b734}\u{2b740}-\u{2cea1}\u{2ceb0}-\u{2ebe0}]/gu;

/** Letters that are no others with an accent. */
const LATIN: Record<string, string> = {
  ...{ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' },
};

/**
 * The slug of a file's name: never empty, and none of the names that mean something else to Windows, to a generator (a page
 * that stands for its whole folder) or to a reader of the repository.
 */
export function fileSlugOf(title: string): string {
  const slug = slugOf(title);
  if (slug === '') return 'draft';
  return RESERVED.test(slug) ? `draft-${slug}` : slug;
}

/** @see https://learn.microsoft.com/windows/win32/fileio/naming-a-file */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d|index|readme)$/;

/** At most so many UTF-8 bytes, to the end of a word where that keeps most of it; no sign is cut in two. */
export function capped(text: string, bytes: number): string {
  if (bytesOf(text) <= bytes) return text;
  let kept = '';
  let size = 0;
  for (const sign of text) {
    size += bytesOf(sign);
    if (size > bytes) break;
    kept += sign;
  }
  const end = kept.lastIndexOf('-');
  return end > kept.length / 2 ? kept.slice(0, end) : kept;
}

export const bytesOf = (text: string): number => new TextEncoder().encode(text).byteLength;
