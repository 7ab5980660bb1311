/** What Ghost itself makes of a body: creates a draft as the extension does and reads it back. */
import { SignJWT } from 'jose';
import * as v from 'valibot';
import type { RunningGhost } from '../servers/ghost.ts';

const Post = v.object({
  id: v.string(),
  status: v.literal('draft'),
  html: v.nullable(v.string()),
  lexical: v.string(),
});
const Posts = v.object({ posts: v.tuple([Post]) });
const Lexical = v.object({ root: v.object({ children: v.array(v.object({ type: v.string() })) }) });

export interface ReadBack {
  html: string;
  /** The types of the top-level blocks in Ghost's editor; `html` is an html card. */
  blocks: string[];
}

export class GhostPosts {
  readonly #api: string;
  readonly #key: string;

  constructor(ghost: RunningGhost) {
    this.#api = `${ghost.url}/ghost/api/admin/posts/`;
    this.#key = ghost.adminApiKey;
  }

  /** @throws with Ghost's own words where it refuses the body */
  async roundTrip(html: string): Promise<ReadBack> {
    const response = await fetch(`${this.#api}?source=html&formats=html,lexical`, {
      method: 'POST',
      headers: { authorization: `Ghost ${await this.#token()}`, 'content-type': 'application/json' },
      body: JSON.stringify({ posts: [{ title: 'Round trip', html, status: 'draft' }] }),
    });
    const text = await response.text();
    if (response.status !== 201) throw new Error(`${response.status} ${text} for ${html.slice(0, 2000)}`);
    const [post] = v.parse(Posts, JSON.parse(text)).posts;
    const blocks = v.parse(Lexical, JSON.parse(post.lexical)).root.children.map((child) => child.type);
    return { html: post.html ?? '', blocks };
  }

  async #token(): Promise<string> {
    const [id = '', secret = ''] = this.#key.split(':');
    return new SignJWT()
      .setProtectedHeader({ alg: 'HS256', kid: id, typ: 'JWT' })
      .setIssuedAt()
      .setExpirationTime('5m')
      .setAudience('/admin/')
      .sign(Buffer.from(secret, 'hex'));
  }
}
