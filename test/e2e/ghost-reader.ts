/** Reads back what Ghost holds, over its own Admin API and with a token made here, so that a test trusts no code of ours. */
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import * as v from 'valibot';
import type { RunningGhost } from '../servers/ghost.ts';

const Posts = v.object({
  posts: v.array(
    v.object({
      id: v.string(),
      title: v.string(),
      slug: v.string(),
      status: v.string(),
      html: v.nullable(v.string()),
      tags: v.array(v.object({ name: v.string() })),
    }),
  ),
});
export type StoredPost = v.InferOutput<typeof Posts>['posts'][number];

export class GhostReader {
  constructor(private readonly ghost: Pick<RunningGhost, 'url' | 'adminApiKey'>) {}

  /** Every post, of any status, but the ones Ghost was born with. */
  async posts(): Promise<StoredPost[]> {
    const query = 'formats=html&limit=100&include=tags&order=created_at%20asc';
    const response = await fetch(`${this.ghost.url}/ghost/api/admin/posts/?${query}`, {
      headers: { authorization: `Ghost ${this.#token()}` },
    });
    if (!response.ok) throw new Error(`Ghost answered ${response.status}`);
    return v.parse(Posts, await response.json()).posts.filter((post) => post.slug !== 'coming-soon');
  }

  async titled(title: string): Promise<StoredPost[]> {
    return (await this.posts()).filter((post) => post.title === title);
  }

  /** Waits until there is a post of this title; polls. */
  async arrival(title: string, timeoutMs = 20_000): Promise<StoredPost> {
    const deadline = performance.now() + timeoutMs;
    for (;;) {
      const [post] = await this.titled(title);
      if (post !== undefined) return post;
      if (performance.now() > deadline) throw new Error(`No post "${title}" arrived within ${timeoutMs} ms`);
      await sleep(150);
    }
  }

  async removeAll(): Promise<void> {
    for (const { id } of await this.posts()) {
      await fetch(`${this.ghost.url}/ghost/api/admin/posts/${id}/`, {
        method: 'DELETE',
        headers: { authorization: `Ghost ${this.#token()}` },
      });
    }
  }

  #token(): string {
    const [id = '', secret = ''] = this.ghost.adminApiKey.split(':');
    const now = Math.floor(Date.now() / 1000);
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const signed = `${part({ alg: 'HS256', typ: 'JWT', kid: id })}.${part({ iat: now, exp: now + 300, aud: '/admin/' })}`;
    return `${signed}.${createHmac('sha256', Buffer.from(secret, 'hex')).update(signed).digest('base64url')}`;
  }
}
