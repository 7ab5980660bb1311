/** Ghost's Admin API as far as Clipdraft speaks it. Every answer is parsed; members that nobody reads are ignored. */
import {
  array,
  type InferOutput,
  null_,
  nullable,
  nullish,
  number,
  object,
  pipe,
  regex,
  strictTuple,
  string,
  unknown,
} from 'valibot';
import type { Http, Schema } from '../destination.ts';
import { allPages, JsonApi } from '../json-api.ts';
import { adminPath, type GhostApiVersion } from './settings.ts';

/** Hex, as Ghost makes them: it goes into paths, so nothing else is accepted. */
export const GhostId = pipe(string(), regex(/^[0-9a-f]{24}$/));

/** The owner of a Ghost 5 site is user 1 (recorded). */
export const UserId = pipe(string(), regex(/^[0-9a-f]{1,24}$/));

const POST_FIELDS = 'fields=id,slug,status,updated_at,created_at';
const Post = object({
  id: GhostId,
  slug: string(),
  status: string(),
  /** Guards an edit against a change in between. Whole seconds. */
  updated_at: string(),
  created_at: string(),
});
const Posts = object({ posts: strictTuple([Post]) });
const PostTexts = object({
  posts: strictTuple([object({ title: string(), html: nullish(string(), ''), status: string(), slug: string() })]),
});
const Site = object({ site: object({ title: string(), url: string(), version: string() }) });
const Users = object({
  users: strictTuple([object({ name: string(), roles: nullish(array(object({ name: string() })), []) })]),
});
const meta = object({ pagination: object({ next: nullable(number()) }) });
interface Page {
  meta: InferOutput<typeof meta>;
}
const TagPage = object({ tags: array(object({ name: string() })), meta });
const AuthorPage = object({ users: array(object({ id: UserId, name: string() })), meta });

export type GhostPost = InferOutput<typeof Post>;
export type GhostSite = InferOutput<typeof Site>['site'];
export type GhostUser = InferOutput<typeof Users>['users'][0];

/** A post that does not exist yet. There is no other status to write. */
export interface NewPost {
  title: string;
  html: string;
  slug: string;
  status: 'draft';
  tags: string[];
  custom_excerpt?: string;
  canonical_url?: string;
  authors?: { id: string }[];
}

/** Milliseconds. Small machines take long over a long body, and a create that is given up has to be looked up. */
const CREATE_TIMEOUT_MS = 120_000;

export class GhostClient extends JsonApi {
  /** @param apiUrl where Ghost's admin lives, with its closing slash */
  constructor(http: Http, apiUrl: string, version: GhostApiVersion) {
    const base = new URL(adminPath(version), apiUrl).href;
    super(http, (path) => `${base}${path}`);
  }

  /** Needs no key. The answer's headers carry the server's clock. */
  async site(): Promise<{ site: GhostSite; headers: Headers }> {
    const answer = await this.call({ method: 'GET', url: 'site/', expect: [200], schema: Site });
    return { site: answer.body.site, headers: answer.headers };
  }

  /** Answers only to a key that Ghost accepts. */
  async config(): Promise<void> {
    await this.get('config/', object({ config: unknown() }));
  }

  /** The user of a staff token; an integration has none and gets 404. */
  async me(): Promise<GhostUser> {
    return (await this.get('users/me/?include=roles', Users)).users[0];
  }

  /** Answers only where this key may see posts. */
  async probePosts(): Promise<void> {
    await this.get('posts/?limit=1&fields=id', object({ posts: array(object({ id: GhostId })) }));
  }

  async tags(): Promise<string[]> {
    return this.#all('tags/?limit=100&fields=name', TagPage, ({ tags }) => tags.map(({ name }) => name));
  }

  async authors(): Promise<{ id: string; name: string }[]> {
    return this.#all('users/?limit=100&fields=id,name', AuthorPage, ({ users }) => users);
  }

  /** `source=html` is what makes Ghost read `html`: without it the text is thrown away with a 201 (recorded). */
  async createPost(post: NewPost): Promise<GhostPost> {
    const answer = await this.call({
      method: 'POST',
      url: 'posts/?source=html',
      json: { posts: [post] },
      expect: [201],
      schema: Posts,
      timeoutMs: CREATE_TIMEOUT_MS,
    });
    return answer.body.posts[0];
  }

  async postBySlug(slug: string): Promise<GhostPost> {
    return this.#post(`posts/slug/${encodeURIComponent(slug)}/?${POST_FIELDS}`);
  }

  async postById(id: string): Promise<GhostPost> {
    return this.#post(`posts/${id}/?${POST_FIELDS}`);
  }

  async postTexts(id: string): Promise<InferOutput<typeof PostTexts>['posts'][0]> {
    return (await this.get(`posts/${id}/?formats=html&fields=title,html,status,slug`, PostTexts)).posts[0];
  }

  /** An empty slug makes Ghost derive it from the post's title, in its own way and free of collisions (recorded). */
  async deriveSlug(id: string, updatedAt: string): Promise<void> {
    await this.call({
      method: 'PUT',
      url: `posts/${id}/`,
      json: { posts: [{ slug: '', updated_at: updatedAt }] },
      expect: [200],
      schema: Posts,
    });
  }

  async deletePost(id: string): Promise<void> {
    await this.call({ method: 'DELETE', url: `posts/${id}/`, expect: [204], schema: null_() });
  }

  /** Follows `meta.pagination.next`. Ghost 6 caps `limit` at 100. */
  #all<P extends Page, T>(url: string, schema: Schema<P>, itemsOf: (page: P) => T[]): Promise<T[]> {
    return allPages(async (page) => {
      const body = await this.get(`${url}&page=${page}`, schema);
      return { items: itemsOf(body), known: body.meta.pagination.next ?? page };
    });
  }

  async #post(url: string): Promise<GhostPost> {
    return (await this.get(url, Posts)).posts[0];
  }
}
