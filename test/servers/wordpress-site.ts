/** The person at WordPress's own editor: its REST API by an application password, not by the code under test. */
import * as v from 'valibot';
import { switchesHeader } from './wordpress-switches.ts';

const Text = v.object({ raw: v.string(), rendered: v.string() });
const Post = v.object({
  id: v.number(),
  slug: v.string(),
  status: v.string(),
  link: v.string(),
  author: v.number(),
  title: Text,
  content: Text,
  excerpt: Text,
  tags: v.array(v.number()),
  categories: v.array(v.number()),
  featured_media: v.number(),
});
const Term = v.object({ id: v.number(), name: v.string() });
const Media = v.object({
  id: v.number(),
  source_url: v.string(),
  alt_text: v.string(),
  caption: Text,
  title: Text,
  author: v.number(),
});
const Id = v.object({ id: v.number() });

export type WordPressPost = v.InferOutput<typeof Post>;
export type WordPressTerm = v.InferOutput<typeof Term>;
export type WordPressMedia = v.InferOutput<typeof Media>;

export interface WordPressLogin {
  login: string;
  appPassword: string;
}

export class WordPressSite {
  readonly #url: string;
  readonly #authorization: string;

  /** @param url the site's, without a slash at its end */
  constructor(url: string, { login, appPassword }: WordPressLogin) {
    this.#url = url;
    this.#authorization = `Basic ${Buffer.from(`${login}:${appPassword}`).toString('base64')}`;
  }

  /** With what only its editors see. */
  async post(id: number | string): Promise<WordPressPost> {
    return v.parse(Post, await this.call('GET', `posts/${id}`, { context: 'edit' }));
  }

  async edit(id: number | string, change: object): Promise<void> {
    await this.call('POST', `posts/${id}`, {}, change);
  }

  async publish(id: number | string): Promise<void> {
    await this.edit(id, { status: 'publish' });
  }

  /** For good, not into the trash. */
  async remove(id: number | string): Promise<void> {
    await this.call('DELETE', `posts/${id}`, { force: 'true' });
  }

  async tagsOf(id: number | string): Promise<string[]> {
    const terms = v.parse(v.array(Term), await this.call('GET', 'tags', { post: String(id), per_page: '100' }));
    return terms.map(({ name }) => name);
  }

  /** Tags, or categories, whose name or slug contains these words. */
  async terms(kind: 'tags' | 'categories', search: string): Promise<WordPressTerm[]> {
    return v.parse(v.array(Term), await this.call('GET', kind, { search, per_page: '100' }));
  }

  async removeTerm(kind: 'tags' | 'categories', id: number): Promise<void> {
    await this.call('DELETE', `${kind}/${id}`, { force: 'true' });
  }

  async createTerm(kind: 'tags' | 'categories', name: string): Promise<number> {
    return v.parse(Id, await this.call('POST', kind, {}, { name })).id;
  }

  /** Posts in any state but the trash, newest first, at most 100. */
  async posts(search = ''): Promise<WordPressPost[]> {
    const query = { context: 'edit', status: 'any', per_page: '100', ...(search && { search }) };
    return v.parse(v.array(Post), await this.call('GET', 'posts', query));
  }

  async countByTitle(title: string): Promise<number> {
    return (await this.posts(title)).filter((post) => post.title.raw === title).length;
  }

  /** Newest first, at most 100. */
  async media(): Promise<WordPressMedia[]> {
    return v.parse(v.array(Media), await this.call('GET', 'media', { context: 'edit', per_page: '100' }));
  }

  async removeMedia(id: number): Promise<void> {
    await this.call('DELETE', `media/${id}`, { force: 'true' });
  }

  /** @param role WordPress's name of it @returns the new person's id */
  async createUser(login: string, password: string, role: string): Promise<number> {
    const user = { username: login, password, email: `${login}@example.com`, roles: [role] };
    return v.parse(Id, await this.call('POST', 'users', {}, user)).id;
  }

  async displayName(user: number): Promise<string> {
    return v.parse(Term, await this.call('GET', `users/${user}`)).name;
  }

  /** Puts a file into the media library. @returns its id */
  async upload(name: string, bytes: Uint8Array<ArrayBuffer>, type: string): Promise<number> {
    const headers = { 'content-type': type, 'content-disposition': `attachment; filename="${name}"` };
    return v.parse(Id, await this.#fetch('POST', 'media', {}, headers, bytes)).id;
  }

  /** @throws with WordPress's own words where it refuses */
  async call(method: string, path: string, query: Record<string, string> = {}, body?: object): Promise<unknown> {
    if (body === undefined) return this.#fetch(method, path, query, {});
    return this.#fetch(method, path, query, { 'content-type': 'application/json' }, JSON.stringify(body));
  }

  /** Reaches the REST API whatever its prefix and whatever is switched on. */
  async #fetch(
    method: string,
    path: string,
    query: Record<string, string>,
    headers: Record<string, string>,
    body: BodyInit | null = null,
  ): Promise<unknown> {
    const address = `${this.#url}/?${new URLSearchParams({ rest_route: `/wp/v2/${path}`, ...query })}`;
    const answer = await fetch(address, {
      method,
      headers: { ...headers, ...switchesHeader(['none']), authorization: this.#authorization },
      body,
    });
    if (!answer.ok) throw new Error(`WordPress: ${method} ${path} ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
