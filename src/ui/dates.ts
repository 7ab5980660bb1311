import { uiLocale } from './t.ts';

/** A moment (ms since the epoch) for people: the time today, else day and time. */
export function shortTime(moment: number, now: number): string {
  const sameDay = new Date(moment).toDateString() === new Date(now).toDateString();
  return new Intl.DateTimeFormat(
    uiLocale(),
    sameDay ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' },
  ).format(moment);
}
