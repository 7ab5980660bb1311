/** Drafts as posts of a site that is built for real. */
import type { UploadedImages } from '../../src/destinations/destination.ts';
import { pathOf } from '../../src/destinations/github/file-name.ts';
import { type Post, toPost } from '../../src/destinations/github/post.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { WORDS } from '../fixtures/sample-draft.ts';
import { type BuiltGenerator, type BuiltPage, withBuiltSite } from '../servers/generators.ts';

/** In the past, whatever this machine's clock says: generators hide what is dated in the future. */
export const DATE = Date.parse('2024-05-06T07:08:09Z');

export interface PostOfDraft {
  draft: Draft;
  post: Post;
}

/** Each draft under a path of its own, as deliveries find one that is free. */
export function postsOf(
  drafts: readonly Draft[],
  settings: GitHubSettings,
  images: UploadedImages = new Map(),
): PostOfDraft[] {
  const taken = new Set<string>();
  const attempts = new Map<string, number>();
  return drafts.map((draft) => {
    const pathAt = (attempt: number) => pathOf(settings.layout, { title: draft.title, now: DATE }, attempt);
    let attempt = attempts.get(pathAt(1)) ?? 1;
    while (taken.has(pathAt(attempt))) attempt += 1;
    attempts.set(pathAt(1), attempt);
    const path = pathAt(attempt);
    taken.add(path);
    return { draft, post: toPost(draft, { path, date: DATE, settings, images, words: WORDS }) };
  });
}

export const filesOf = (posts: readonly { post: Post }[]): Map<string, string> =>
  new Map(posts.map(({ post }) => [post.path, post.text]));

export interface BuiltPosts {
  posts: readonly PostOfDraft[];
  /** By the path of their post. */
  pages: ReadonlyMap<string, BuiltPage>;
  /** What the site serves of all that is no page of its own, by its path there. */
  images: ReadonlyMap<string, string>;
}

/** An image of a clip, by its `src`, and what was copied of it. */
export interface CopiedImage {
  src: string;
  bytes: Uint8Array;
}

/** All of them in one site, as it is published, with the copies of these images. */
export function builtPosts(
  generator: BuiltGenerator,
  drafts: readonly Draft[],
  settings: GitHubSettings,
  images: readonly CopiedImage[],
): Promise<BuiltPosts> {
  const shas = new Map(images.map((image, index) => [String(index).padStart(40, 'a'), image]));
  const uploaded = new Map([...shas].map(([sha, { src }]) => [src, { remoteId: sha, url: `git-blob:${sha}/1.png` }]));
  const posts = postsOf(drafts, settings, uploaded);
  const copies = posts.flatMap(({ post }) =>
    post.images.map(({ path, sha }): [string, Uint8Array] => [path, shas.get(sha)?.bytes ?? new Uint8Array()]),
  );
  const files = new Map<string, string | Uint8Array>([...filesOf(posts), ...copies]);
  return withBuiltSite(generator, files, { drafts: false, html: settings.layout.html }, async (site) => {
    const served = site.files.filter((file) => file.endsWith('.png'));
    const read = await Promise.all(
      served.map(async (file): Promise<[string, string]> => [file, await site.read(file)]),
    );
    return { posts, pages: site.pages, images: new Map(read) };
  });
}
