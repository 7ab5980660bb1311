/** Drafts as posts of a site that is built for real. */
import type { UploadedImages } from '../../src/destinations/destination.ts';
import { pathOf } from '../../src/destinations/github/file-name.ts';
import { type Post, toPost } from '../../src/destinations/github/post.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { WORDS } from '../fixtures/sample-draft.ts';

/** In the past, whatever this machine's clock says: generators hide what is dated in the future. */
export const DATE = Date.parse('2024-05-06T07:08:09Z');

/** Each draft under a path of its own, as deliveries find one that is free. */
export function postsOf(
  drafts: readonly Draft[],
  settings: GitHubSettings,
  images: UploadedImages = new Map(),
): { draft: Draft; post: Post }[] {
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
