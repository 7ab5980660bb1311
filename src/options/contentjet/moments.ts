/** A moment as the browser's control has it (`2026-01-02T03:04`, the person's own time) and as the server takes it (ISO 8601). */

/** '' where there is no such moment. */
export function isoTime(local: string): string {
  const moment = new Date(local);
  return Number.isNaN(moment.getTime()) ? '' : moment.toISOString();
}

/** '' where there is no such moment. */
export function localTime(iso: string): string {
  const moment = new Date(iso);
  if (Number.isNaN(moment.getTime())) return '';
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
