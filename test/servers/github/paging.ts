/** Lists come in pages; where there are more, a Link header leads to them (RFC 8288). */
import type { Answer, Call } from './api.ts';

const number = (value: string | null, otherwise: number): number => {
  const parsed = Number(value);
  return value !== null && Number.isInteger(parsed) && parsed > 0 ? parsed : otherwise;
};

/** @param show makes the body from the items of this page */
export function paged<T>(call: Call, path: string, items: readonly T[], show: (page: T[]) => unknown): Answer {
  const { query, apiUrl } = call;
  const size = Math.min(number(query.get('per_page'), 30), 100);
  const page = number(query.get('page'), 1);
  const last = Math.max(1, Math.ceil(items.length / size));
  const to = (wanted: number, rel: string): string => {
    const params = new URLSearchParams(query);
    params.set('page', String(wanted));
    return `<${apiUrl}${path}?${params}>; rel="${rel}"`;
  };
  const links = [
    ...(page > 1 ? [to(page - 1, 'prev')] : []),
    ...(page < last ? [to(page + 1, 'next'), to(last, 'last')] : []),
    ...(page > 1 ? [to(1, 'first')] : []),
  ];
  return {
    body: show(items.slice((page - 1) * size, page * size)),
    ...(links.length === 0 ? {} : { headers: { link: links.join(', ') } }),
  };
}
