/** Where copies of images go in the repository, and how the body names them. */
import type { Draft, DraftImage } from '../../draft/draft.ts';
import type { UploadedImages } from '../destination.ts';
import { filled, joined, parentOf, slugIn } from './file-name.ts';
import type { Layout } from './settings.ts';
import { slugOf } from './slug.ts';

export interface PostImages {
  files: { path: string; sha: string }[];
  /** For the body, by the image's `src` in the clip's tree. */
  urls: Map<string, { url: string }>;
}

/** @param path of the post */
export function imagesOf(
  draft: Draft,
  { path, date, layout, images }: { path: string; date: number; layout: Layout; images: UploadedImages },
): PostImages {
  const slug = slugIn(path, layout);
  const fill = (pattern: string): string => filled(pattern, { slug, now: date });
  const beside = layout.imageFolder.startsWith('./');
  const parent = beside ? parentOf(path) : '';
  const folder = [parent, fill(layout.imageFolder.replace(/^\.\//, ''))].filter(Boolean).join('/');
  // Without the post's own words in its path, an image could take the place of another post's.
  const prefix = `${folder}/`.includes(slug) ? '' : `${slug}-`;
  const found: PostImages = { files: [], urls: new Map() };
  const taken = new Set<string>();
  for (const image of draft.images) {
    // A copy that comes later finds its name kept for it.
    const stem = unique(`${prefix}${stemOf(image)}`, taken);
    const [, sha, uploaded = ''] = BLOB.exec(images.get(image.originalUrl)?.url ?? '') ?? [];
    if (sha === undefined) continue;
    const [ending = ''] = /\.[a-z\d]+$/.exec(uploaded) ?? [];
    const name = `${stem}${ending}`;
    found.files.push({ path: joined(folder, name), sha });
    found.urls.set(image.originalUrl, { url: `${fill(layout.imageUrl)}${name}` });
  }
  return found;
}

/** An image as images.ts hands it over. */
const BLOB = /^git-blob:([\da-f]{40,64})\/([^/]+)$/;

/** By the words of its own file's name, else of what it shows. A name that is no word (a number, a digest) says nothing. */
function stemOf({ originalUrl, alt }: DraftImage): string {
  const { pathname } =
    /^https?:/i.test(originalUrl) && URL.canParse(originalUrl) ? new URL(originalUrl) : { pathname: '' };
  const name = slugOf(withoutEndings(decoded(pathname.split('/').at(-1) ?? '')));
  const isWord = /\p{L}{3}/u.test(name) && !/^[\da-f-]{8,}$/.test(name) && !/\d[^-]{15,}/.test(name);
  return (isWord && name) || slugOf(alt) || 'image';
}

/** `cat.jpg.webp` is a cat. */
function withoutEndings(name: string): string {
  const parts = name.split('.');
  while (parts.length > 1 && /^[a-z\d]{2,5}$/i.test(parts.at(-1) ?? '')) parts.pop();
  return parts.join('.');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function unique(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number += 1) free = `${name}-${number}`;
  taken.add(free);
  return free;
}
