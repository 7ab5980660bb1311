import type { EntryField } from '../destination.ts';
import type { ContentjetEntry } from './client.ts';

/**
 * What was read of an entry's fields, as it may be written again: Contentjet tells things otherwise than it takes them
 * (recorded). What is empty is a list without items, what is false or 0 is null, and media and links come whole.
 * @param fields of the entry's own type
 */
export function putBack(read: ContentjetEntry['fields'], fields: readonly EntryField[]): ContentjetEntry['fields'] {
  const types = new Map(fields.map((field) => [field.name, field]));
  return Object.fromEntries(Object.entries(read).map(([name, value]) => [name, writable(value, types.get(name))]));
}

const OF_OBJECTS = ['MEDIA', 'LINK'];

function writable(value: unknown, field: EntryField | undefined): unknown {
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    return field !== undefined && OF_OBJECTS.includes(field.fieldType) ? value.map(idOnly) : value;
  }
  if (value !== null || field?.required !== true) return value;
  // It has a value, else the entry would not stand there.
  if (field.fieldType === 'BOOLEAN') return false;
  return field.fieldType === 'NUMBER' ? 0 : value;
}

const idOnly = (one: unknown): unknown =>
  typeof one === 'object' && one !== null && 'id' in one ? { id: one.id } : one;
