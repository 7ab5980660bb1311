/** The media library. Recorded from contentjet-api 0.17.1. */
import { randomInt } from 'node:crypto';
import { extname } from 'node:path';
import { type Answer, type Api, bodyOf, type Call, idIn, nowOf, projectOf, userOf } from './api.ts';
import { checkedIds } from './bulk-delete.ts';
import { ApiError, crash, databaseError, notFound } from './errors.ts';
import { imageSize } from './image-size.ts';
import { type Json, text } from './json.ts';
import { ordered, paged, pageSizeOf, searched, tagged } from './paging.ts';
import { mediaJson } from './rows.ts';
import { type Media, stamped, wholeSecond } from './store.ts';
import { getOrCreateTags, tagNames } from './tags.ts';
import { check, length } from './validators.ts';
import { slugs } from './validators-of-lists.ts';
import { announce } from './web-hooks.ts';

/** Opened, measured and shown small; a broken one is a 500. Of every other kind anything is taken. */
const IMAGES = ['image/jpeg', 'image/png', 'image/gif'];

/** Characters of the column. */
const MAX_NAME = 128;

/** @throws 500 in each of its ways */
async function uploadedFile(call: Call): Promise<File> {
  const type = call.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type)) throw crash();
  const parts = [...(await parsedForm(type, call.bytes)).entries()];
  const [first, ...more] = parts.filter((part): part is [string, File] => part[1] instanceof File);
  const unexpected = first?.[0] === 'file' ? more[0] : first;
  if (unexpected !== undefined) {
    throw new ApiError(500, { code: 'LIMIT_UNEXPECTED_FILE', field: unexpected[0], storageErrors: [] });
  }
  if (first === undefined) throw crash();
  return first[1];
}

async function parsedForm(type: string, bytes: Uint8Array<ArrayBuffer>): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': type } }).formData();
  } catch {
    throw crash();
  }
}

export async function upload(call: Call): Promise<Answer> {
  const file = await uploadedFile(call);
  const bytes = new Uint8Array(await file.arrayBuffer());
  const mimeType = file.type || 'application/octet-stream';
  const size = IMAGES.includes(mimeType) ? imageSize(mimeType, bytes) : undefined;
  if (size === null) throw crash();
  if (file.name.length > MAX_NAME) throw databaseError('22001');
  const { path, thumbnail } = keep(call, file.name, bytes, size !== undefined);
  const { media } = call.api.store;
  const row = media.insert({
    id: media.takeId(),
    projectId: projectOf(call).id,
    userId: userOf(call).id,
    name: file.name,
    file: path,
    thumbnail,
    mimeType,
    size: bytes.length,
    width: size?.width ?? 0,
    height: size?.height ?? 0,
    description: '',
    tagIds: [],
    ...stamped(nowOf(call)),
  });
  announce(call, 'media', 'create', [row.id]);
  return { status: 201, body: withTags(call.api, row) };
}

/** The thumbnail here is the image itself. */
function keep(
  call: Call,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  hasThumbnail: boolean,
): { path: string; thumbnail: string | null } {
  const writtenAt = nowOf(call);
  const day = new Date(writtenAt);
  const folder = `${projectOf(call).id}/${day.getFullYear()}-${day.getMonth() + 1}`;
  const stem = `${folder}/${writtenAt}-${randomInt(1_000_000)}`;
  const path = `${stem}${extname(name)}`;
  const thumbnail = hasThumbnail ? `${stem}-thumb${extname(name)}` : null;
  for (const one of [path, thumbnail]) if (one !== null) call.api.store.files.set(one, { bytes, writtenAt });
  return { path, thumbnail };
}

const withTags = (api: Api, media: Media): Json => ({
  ...mediaJson(api, media),
  tags: tagNames(api.store.mediaTags, media.tagIds),
});

export function listMedia(call: Call): Answer {
  const { api } = call;
  const everything = ordered(call, api.store.media.all(), '-createdAt');
  const mine = everything.filter(({ projectId }) => projectId === projectOf(call).id);
  const nameOf = (id: number): string | undefined => api.store.mediaTags.get(id)?.name;
  const found = tagged(call, searched(call, mine), everything, nameOf);
  return { body: paged(call, found, (media) => withTags(api, media), pageSizeOf(call)) };
}

function mediaIn(call: Call): Media {
  const media = call.api.store.media.get(idIn(call, 'media'));
  if (media?.projectId !== projectOf(call).id) throw notFound();
  return media;
}

export const retrieveMedia = (call: Call): Answer => ({ body: withTags(call.api, mediaIn(call)) });

/** Description and tags; the rest stays. */
export async function updateMedia(call: Call): Promise<Answer> {
  check(call.body, { description: [length({ minimum: 0 })], tags: [slugs] });
  const { tags, description } = bodyOf(call);
  const media = mediaIn(call);
  const names = Array.isArray(tags) ? tags.map(String) : [];
  const kept = await getOrCreateTags(call.api.store.mediaTags, names, media.projectId);
  media.tagIds = kept.map(({ id }) => id);
  media.description = text(description, media.description);
  media.modifiedAt = wholeSecond(nowOf(call));
  announce(call, 'media', 'update', [media.id]);
  return { body: withTags(call.api, media) };
}

export function deleteMedia(call: Call): Answer {
  call.api.store.media.delete(idIn(call, 'media'));
  announce(call, 'media', 'delete', [String(idIn(call, 'media'))]);
  return { status: 204 };
}

export function bulkDeleteMedia(call: Call): Answer {
  const ids = checkedIds(call.body);
  for (const id of ids) {
    if (call.api.store.media.get(id)?.projectId === projectOf(call).id) call.api.store.media.delete(id);
  }
  announce(call, 'media', 'bulkDelete', ids);
  return { status: 204 };
}
