/** What counts as a date, a web address, an e-mail address. Recorded from contentjet-api 0.17.1. */
import type { Check } from './validators.ts';

const DAY = 86_400_000;

/** Milliseconds since 1970 of anything in which a date can be seen; NaN of the rest. */
export function parsedDate(value: unknown): number {
  if (typeof value === 'string') return Date.parse(value);
  return typeof value === 'number' ? value : 0;
}

const dateCheck =
  (isGood: (milliseconds: number) => boolean): Check =>
  (value) => {
    if (value === undefined || value === null || isGood(parsedDate(value))) return [];
    return ['must be a valid date'];
  };

export const dateTime = dateCheck((milliseconds) => !Number.isNaN(milliseconds));

/** A day, which begins at midnight UTC. */
export const dateOnly = dateCheck((milliseconds) => milliseconds % DAY === 0);

const textCheck =
  (isGood: (value: string) => boolean, message: string): Check =>
  (value) => {
    if (value === undefined || value === null) return [];
    return typeof value === 'string' && isGood(value) ? [] : [message];
  };

const PARTS = /^https?:\/\/(?:[^\s@/?#]+@)?([^\s:/?#@]+)(?::\d{2,5})?(?:[/?#]\S*)?$/i;
const LABEL = /^(?:[a-z\u00a1-\uffff0-9]-*)*[a-z\u00a1-\uffff0-9]+$/i;
const TOP_LEVEL = /^[a-z\u00a1-\uffff]{2,}$/i;

/** http and https, on a public host. */
export const webAddress = textCheck((value) => {
  const host = PARTS.exec(value)?.[1];
  if (host === undefined) return false;
  if (/^\d+(?:\.\d+){3}$/.test(host)) return isPublicAddress(host.split('.').map(Number));
  const labels = host.split('.');
  return labels.length > 1 && labels.every((label) => LABEL.test(label)) && TOP_LEVEL.test(labels.at(-1) ?? '');
}, 'is not a valid url');

/** RFC 1918, RFC 3927 and loopback are not; nor are a network's own first and last address. */
function isPublicAddress([a = 0, b = 0, c = 0, d = 0]: number[]): boolean {
  if (a < 1 || a > 223 || b > 255 || c > 255 || d < 1 || d > 254) return false;
  if (a === 10 || a === 127) return false;
  return !(a === 169 && b === 254) && !(a === 192 && b === 168) && !(a === 172 && b >= 16 && b <= 31);
}

const LOCAL_PART = /^[a-z0-9\u007f-\uffff!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9\u007f-\uffff!#$%&'*+/=?^_`{|}~-]+)*$/i;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;

export const email = textCheck((value) => {
  const at = value.lastIndexOf('@');
  return at > 0 && LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(value.slice(at + 1));
}, 'is not a valid email');
