/** Looking into JSON that anyone may have sent. */

export type Json = Record<string, unknown>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object, or an empty one for everything else. */
export const asObject = (value: unknown): Json => (isObject(value) ? value : {});

/** The named members that are there. */
export function pick(value: unknown, names: readonly string[]): Json {
  const from = asObject(value);
  return Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
}

export function omit(value: unknown, names: readonly string[]): Json {
  return Object.fromEntries(Object.entries(asObject(value)).filter(([name]) => !names.includes(name)));
}

/** A string, else the one given. */
export const text = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);

/** ids of a list of objects with `id`, as far as they are numbers. */
export const idsOf = (value: unknown): number[] =>
  (Array.isArray(value) ? value : []).map((item) => asObject(item).id).filter((id) => typeof id === 'number');
