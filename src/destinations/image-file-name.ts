import type { ImageFile } from './destination.ts';

/** Where a type's ending is not its own name. Servers compare both with the bytes. */
const ENDINGS: Record<string, string> = { jpeg: 'jpg', 'svg+xml': 'svg', 'x-icon': 'ico', 'vnd.microsoft.icon': 'ico' };

/** The name of the file to upload: the image's own, with the ending of its type. */
export function imageFileName({ name, bytes }: Pick<ImageFile, 'name' | 'bytes'>): string {
  const [, type = 'png'] = /^image\/([\w.+-]+)/.exec(bytes.type) ?? [];
  return `${name}.${ENDINGS[type] ?? type}`;
}
