/** Lists in pages. */
import type { Call } from './api.ts';
import { crash, databaseError } from './errors.ts';
import type { Json } from './json.ts';
import type { Stamps } from './store.ts';

const PAGE_SIZE = 30;

/** The first page is 1, and so is everything below; what is no number is shown as null and pages nothing. */
export function paged<Row>(call: Call, rows: readonly Row[], show: (row: Row) => Json, pageSize = PAGE_SIZE): Json {
  const asked = Number.parseInt(call.query.get('page') || '1', 10);
  const page = asked < 1 ? 1 : asked;
  const start = Number.isNaN(page) ? 0 : (page - 1) * pageSize;
  // Greater than PostgreSQL's bigint.
  if (start >= 2 ** 63) throw databaseError('22003');
  return {
    page,
    totalPages: Math.ceil(rows.length / pageSize),
    totalRecords: rows.length,
    results: rows.slice(start, start + pageSize).map(show),
  };
}

/** Of lists that let one choose it. */
export function pageSizeOf(call: Call): number {
  const asked = Number.parseInt(call.query.get('pageSize') ?? '', 10);
  return asked > 0 ? asked : PAGE_SIZE;
}

/** A parameter that is split as text. @throws 500 where it stands twice */
export function onlyOne(call: Call, name: string): string {
  const all = call.query.getAll(name);
  if (all.length > 1) throw crash();
  return all[0] ?? '';
}

/** Newest first where nothing is asked for; not at all where something unknown is. */
export function ordered<Row extends Stamps>(call: Call, rows: readonly Row[], byDefault: string): Row[] {
  const order = call.query.get('orderBy') || byDefault;
  const key = order.replace(/^-/, '');
  if (key !== 'createdAt' && key !== 'modifiedAt') return [...rows];
  const sign = order.startsWith('-') ? -1 : 1;
  return rows.toSorted((one, other) => sign * (one[key] - other[key]));
}

/** Every word, anywhere, as PostgreSQL's ILIKE: `%` and `_` stand for anything. */
export function searched<Row extends { name: string }>(call: Call, rows: readonly Row[]): readonly Row[] {
  const words = onlyOne(call, 'search').split(' ').filter(Boolean).map(likePattern);
  return rows.filter(({ name }) => words.every((word) => word.test(name)));
}

function likePattern(word: string): RegExp {
  const parts = [...word].map((letter) => {
    if (letter === '%') return '.*';
    return letter === '_' ? '.' : letter.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(parts.join(''), 'isu');
}

/**
 * The rows that have one of the tags. A second tag is OR-ed with everything before it, the project too.
 * @param rows what the other filters leave
 * @param everyRow of all projects
 */
export function tagged<Row extends { tagIds: number[] }>(
  call: Call,
  rows: readonly Row[],
  everyRow: readonly Row[],
  nameOf: (tagId: number) => string | undefined,
): readonly Row[] {
  const asked = onlyOne(call, 'tags');
  if (asked === '') return rows;
  const [first, ...others] = asked
    .split(',')
    .map((tag) => tag.trim())
    .filter(Boolean);
  const has = (row: Row, tag: string): boolean => row.tagIds.some((id) => nameOf(id) === tag);
  return everyRow.filter(
    (row) =>
      (rows.includes(row) && (first === undefined ? row.tagIds.length > 0 : has(row, first))) ||
      others.some((tag) => has(row, tag)),
  );
}
