/** The files of the media library, to anyone, by their names' endings. */
import { extname } from 'node:path';
import type { Answer, Api } from './api.ts';
import { notFound } from './errors.ts';

const TYPES: Record<string, string> = {
  '.gif': 'image/gif',
  '.html': 'text/html; charset=utf-8',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webp': 'image/webp',
};

/** @returns null where the path is none of a file */
export function serveFile({ store }: Api, method: string, path: string): Answer | null {
  const name = /^\/media\/(.*)$/.exec(path)?.[1];
  if (name === undefined || (method !== 'GET' && method !== 'HEAD')) return null;
  const file = store.files.get(name);
  if (file === undefined) throw notFound();
  const type = TYPES[extname(name).toLowerCase()] ?? 'application/octet-stream';
  const headers = { 'content-type': type, 'last-modified': new Date(file.writtenAt).toUTCString() };
  return { headers, body: file.bytes };
}
