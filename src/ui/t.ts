import type messages from '../../public/_locales/en/messages.json';
import { getMessage } from '../platform/i18n.ts';

/** A key of `public/_locales/en/messages.json`; a key that is not there does not compile. */
export type TextKey = keyof typeof messages;

/** A text that has the forms `<key>_one`, `<key>_other` (and, in other languages, whatever Intl.PluralRules names). */
export type CountedKey = TextKey extends infer K ? (K extends `${infer Base}_other` ? Base : never) : never;

/** The text in the person's language; `subs` fill $1, $2 … in order. */
export function t(key: TextKey, ...subs: string[]): string {
  return getMessage(key, ...subs);
}

/** The text of a key that is only known at run time, or null where there is none. */
export function tIfAny(key: string, ...subs: string[]): string | null {
  return getMessage(key, ...subs) || null;
}

/** The plural form for `count`, which fills $1 as a number in the person's digits; further `subs` follow. */
export function tCount(key: CountedKey, count: number, ...subs: string[]): string {
  const form = new Intl.PluralRules(uiLocale()).select(count);
  const digits = inDigits(count);
  return tIfAny(`${key}_${form}`, digits, ...subs) ?? t(`${key}_other`, digits, ...subs);
}

/** "30,000", in the person's own digits. */
export const inDigits = (count: number): string => new Intl.NumberFormat(uiLocale()).format(count);

/** BCP 47; the browser writes `en_US`. */
export function uiLocale(): string {
  return getMessage('@@ui_locale').replace('_', '-') || 'en';
}

/**
 * Tells the document which language and direction its texts have. What holds already is not written again: the
 * language of the root decides over fonts, so writing it costs a new style for everything.
 */
export function localizeDocument(title: string): void {
  const root = document.documentElement;
  const locale = uiLocale();
  if (!locale.startsWith(root.lang)) root.lang = locale;
  if (getMessage('@@bidi_dir') === 'rtl') root.dir = 'rtl';
  if (document.title !== title) document.title = title;
}
