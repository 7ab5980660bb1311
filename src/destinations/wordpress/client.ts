/** WordPress' REST API as far as Clipdraft speaks it. Every answer is parsed; `_fields` keeps it small. */
import {
  array,
  type InferOutput,
  integer,
  literal,
  minValue,
  nullish,
  number,
  object,
  pipe,
  record,
  string,
  transform,
  union,
  unknown,
} from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import type { Http, Schema } from '../destination.ts';
import { allPages, JsonApi } from '../json-api.ts';
import { resolveReferences } from '../references.ts';
import { NO_POST_REASON } from './errors.ts';
import { restUrl } from './rest-url.ts';

/** Of posts, terms, users and media alike. It goes into paths, so nothing else is accepted. */
export const WordPressId = pipe(number(), integer(), minValue(1));

/** What WordPress has escaped for a page, as people read it. */
export const EncodedText = pipe(string(), transform(resolveReferences));

const ApplicationPasswords = object({ endpoints: object({ authorization: string() }) });
const Root = object({
  name: EncodedText,
  /** Where WordPress itself lives, and its `wp-admin/`. */
  url: string(),
  /** Where readers find the site. */
  home: string(),
  namespaces: array(string()),
  /** `[]` where the site has no way of its own to let an application in (plain http, or switched off). */
  authentication: union([object({ 'application-passwords': nullish(ApplicationPasswords) }), array(unknown())]),
});

const Me = object({
  id: WordPressId,
  name: EncodedText,
  /** The names of the roles, in the language of nobody: `administrator`. */
  roles: array(string()),
  capabilities: pipe(
    record(string(), unknown()),
    transform((all): ReadonlySet<string> => new Set(Object.keys(all).filter((name) => Boolean(all[name])))),
  ),
});

const Post = object({
  id: WordPressId,
  slug: string(),
  status: string(),
  /** ISO 8601 without its zone, in whole seconds. */
  modified_gmt: string(),
  date_gmt: nullish(string()),
});
const WholePost = object({
  ...Post.entries,
  /** As it is stored: the site may have changed what was sent. */
  content: object({ raw: string() }),
  excerpt: object({ raw: string() }),
  author: number(),
  featured_media: nullish(number(), 0),
  tags: nullish(array(number()), []),
  categories: nullish(array(number()), []),
  _links: nullish(record(string(), unknown()), {}),
});
const PostTexts = object({
  title: object({ raw: EncodedText }),
  content: object({ raw: string() }),
  slug: string(),
  /** What WordPress will make of the title while there is no slug. */
  generated_slug: nullish(string(), ''),
  status: string(),
});
const Deleted = object({ deleted: literal(true) });

export type WordPressRoot = InferOutput<typeof Root>;
export type WordPressUser = InferOutput<typeof Me>;
export type WordPressPost = InferOutput<typeof Post>;
export type WholePost = InferOutput<typeof WholePost>;

/** A post that does not exist yet. There is no other status to write. */
export interface NewPost {
  title: string;
  content: string;
  excerpt: string;
  slug: string;
  status: 'draft';
  tags: number[];
  categories?: number[];
  featured_media?: number;
  author?: number;
}

/** Milliseconds. Small machines take long over a large body, and a create that is given up has to be looked up. */
export const WRITE_TIMEOUT_MS = 120_000;
/** Per page, the most that WordPress gives. */
const PER_PAGE = 100;

export const ROOT_FIELDS = '_fields=name,url,home,namespaces,authentication';
const POST_FIELDS = '_fields=id,slug,status,modified_gmt,date_gmt';
const WHOLE_FIELDS = `${POST_FIELDS},content.raw,excerpt.raw,author,featured_media,tags,categories,_links`;

export class WordPressClient extends JsonApi {
  /** @param apiUrl the root of the REST API, a folder or a page with `rest_route` (see rest-url.ts) */
  constructor(http: Http, apiUrl: string) {
    super(http, (path) => restUrl(apiUrl, path));
  }

  /**
   * Open to everybody, but for sites that keep their API for those who are signed in; a token that has ended would be
   * refused here too (recorded), so none is sent unless asked for.
   */
  async root(as: 'anyone' | 'account' = 'anyone'): Promise<WordPressRoot> {
    const request = { url: `?${ROOT_FIELDS}`, schema: Root, anonymous: as === 'anyone' };
    return (await this.call({ method: 'GET', expect: [200], ...request })).body;
  }

  /** Who we are; `context=edit` makes it an error where we are nobody (recorded). */
  async me(): Promise<WordPressUser> {
    const url = 'wp/v2/users/me?context=edit&_fields=id,name,roles,capabilities';
    return this.get(url, Me);
  }

  /** People who may stand as a post's author; for those who may choose one. */
  async authors(): Promise<{ id: string; name: string }[]> {
    const users = await this.pages('wp/v2/users?who=authors&orderby=name&_fields=id,name', NamedThing);
    return users.map(({ id, name }) => ({ id: String(id), name }));
  }

  /** The names of WordPress' own block types that this site knows: older ones lack some. */
  async blockTypes(): Promise<ReadonlySet<string>> {
    const types = await this.get('wp/v2/block-types/core?_fields=name', array(object({ name: string() })));
    return new Set(types.map(({ name }) => name));
  }

  /** 201 and one post, nothing else: after a redirect WordPress answers 200 with a list of posts (recorded). */
  async createPost(post: NewPost): Promise<WholePost> {
    const url = `wp/v2/posts?${WHOLE_FIELDS}`;
    const request = { url, json: post, schema: WholePost, timeoutMs: WRITE_TIMEOUT_MS };
    return (await this.call({ method: 'POST', expect: [201], ...request })).body;
  }

  /**
   * The posts with one of these slugs, in whatever state; `any` alone would leave out the trash (recorded).
   * Those who may only see their own get their own.
   */
  async postsBySlug(...slugs: string[]): Promise<WordPressPost[]> {
    const query = new URLSearchParams({ slug: slugs.join(), status: 'any,trash', context: 'edit' });
    const url = `wp/v2/posts?${query}&${POST_FIELDS}`;
    return this.get(url, array(Post));
  }

  async post(id: number): Promise<WordPressPost> {
    const url = `wp/v2/posts/${id}?context=edit&${POST_FIELDS}`;
    return this.get(url, Post);
  }

  async postTexts(id: number): Promise<InferOutput<typeof PostTexts>> {
    const url = `wp/v2/posts/${id}?context=edit&_fields=title.raw,content.raw,slug,generated_slug,status`;
    return this.get(url, PostTexts);
  }

  async wholePost(id: number): Promise<WholePost> {
    const url = `wp/v2/posts/${id}?context=edit&${WHOLE_FIELDS}`;
    return this.get(url, WholePost);
  }

  async updatePost(id: number, change: Partial<NewPost>): Promise<WholePost> {
    const url = `wp/v2/posts/${id}?${WHOLE_FIELDS}`;
    const request = { url, json: change, schema: WholePost, timeoutMs: WRITE_TIMEOUT_MS };
    return (await this.call({ method: 'POST', expect: [200], ...request })).body;
  }

  /** Past the trash, for good. */
  async deletePost(id: number): Promise<void> {
    await this.remove(`wp/v2/posts/${id}?force=true`);
  }

  /**
   * Takes back the application password that this very request went with, where it was made for this application; one
   * that a person made by hand may serve others too. An error where the request went with none.
   */
  async revokeOwnPassword(applicationId: string): Promise<void> {
    const own = 'wp/v2/users/me/application-passwords/';
    const url = `${own}introspect?_fields=uuid,app_id`;
    const schema = object({ uuid: string(), app_id: string() });
    const { uuid, app_id } = await this.get(url, schema);
    if (app_id === applicationId) await this.remove(`${own}${encodeURIComponent(uuid)}`);
  }

  /** As WordPress' own editor deletes: by POST, because many a host lets no DELETE through. */
  async remove(url: string): Promise<void> {
    const separator = url.includes('?') ? '&' : '?';
    await this.call({ method: 'POST', url: `${url}${separator}_method=DELETE`, expect: [200], schema: Deleted });
  }

  /** All pages of a list, as many as its header counts, or the first ones of them. `url` has a query. */
  pages<T>(url: string, schema: Schema<T>, most?: number): Promise<T[]> {
    return allPages(async (page) => {
      const paged = `${url}&per_page=${PER_PAGE}&page=${page}`;
      const { body, headers } = await this.call({ method: 'GET', url: paged, expect: [200], schema: array(schema) });
      return { items: body, known: Number(headers.get('x-wp-totalpages')) };
    }, most);
  }
}

/** Null where WordPress itself says that there is no such post (or image); a page in its place says nothing. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DestinationError && error.reason === NO_POST_REASON) return null;
    throw error;
  }
}

/** A user or a term. */
export const NamedThing = object({ id: WordPressId, name: EncodedText });

/** The page on which a person lets an application in; absent where application passwords are switched off. */
export function authorizePage({ authentication }: WordPressRoot): string | undefined {
  if (Array.isArray(authentication)) return undefined;
  return authentication['application-passwords']?.endpoints.authorization;
}
