/**
 * Contentjet's HTTP API as far as Clipdraft speaks it (recorded from contentjet-api 0.17.1). Every answer is parsed.
 * Lists end in a slash, without it they are 404; what a list holds has none.
 */
import {
  array,
  type InferOutput,
  integer,
  literal,
  minValue,
  nullable,
  nullish,
  number,
  object,
  pipe,
  record,
  string,
  unknown,
} from 'valibot';
import { DestinationError } from '../../core/errors.ts';
import type { EntryType, Http, Schema } from '../destination.ts';
import { allPages, JsonApi } from '../json-api.ts';
import { contentjetError, NOT_FOUND_REASON } from './errors.ts';
import type { NewEntry } from './new-entry.ts';
import { EntryFieldSchema } from './settings.ts';

/** Of users, projects, types, entries and media alike. It goes into paths, so nothing else is accepted. */
export const ContentjetId = pipe(number(), integer(), minValue(1));

const Stranger = object({ name: literal('AuthenticationError'), message: string(), status: literal(401) });
const User = object({ id: ContentjetId, name: string(), isActive: nullish(unknown()), isAdmin: nullish(unknown()) });
const NamedThing = object({ id: ContentjetId, name: string() });
const Member = object({ id: ContentjetId, membershipType: string() });
const Project = object({ ...NamedThing.entries, userId: nullable(ContentjetId), members: nullish(array(Member), []) });
const Type = object({ ...NamedThing.entries, fields: array(EntryFieldSchema) });

/** As it stands in a list: without its fields. */
const ListedEntry = object({
  id: ContentjetId,
  entryTypeId: ContentjetId,
  name: string(),
  /** ISO 8601, as all times. */
  published: string(),
  createdAt: string(),
  /** In milliseconds as long as nobody has written the entry again, then in whole seconds. */
  modifiedAt: string(),
  tags: array(string()),
});
const Entry = object({
  ...ListedEntry.entries,
  userId: nullable(ContentjetId),
  modifiedByUserId: nullish(ContentjetId, null),
  /** What is false, 0 or '' is told as null. */
  fields: record(string(), unknown()),
});
const Media = object({ id: ContentjetId, name: string(), file: string() });

export type ContentjetUser = InferOutput<typeof User>;
export type ContentjetProject = InferOutput<typeof Project>;
export type ListedEntry = InferOutput<typeof ListedEntry>;
export type ContentjetEntry = InferOutput<typeof Entry>;
export type ContentjetMedia = InferOutput<typeof Media>;

/** Milliseconds. A large image takes long on a slow line, and a create that is given up has to be looked up. */
const WRITE_TIMEOUT_MS = 120_000;

export class ContentjetClient extends JsonApi {
  /** @param apiUrl the API's root, with a slash at its end */
  constructor(http: Http, apiUrl: string) {
    super(http, (path) => new URL(path, apiUrl).href);
  }

  /**
   * Resolves where the API answers a stranger, as only it does.
   * @throws DestinationError as any request; insufficient_scope with `contentjet_gate` where somebody else asks for a sign-in
   */
  async greet(): Promise<void> {
    const request = { method: 'GET', url: 'user/me', expect: [401], schema: Stranger, anonymous: true } as const;
    try {
      await this.call(request);
    } catch (error) {
      const isOther = error instanceof DestinationError && error.code === 'unexpected_response' && error.status === 401;
      throw isOther ? contentjetError('insufficient_scope', 'contentjet_gate') : error;
    }
  }

  /** @throws DestinationError credentials_rejected where the user was deleted: the answer is empty then */
  async me(): Promise<ContentjetUser> {
    const request = { method: 'GET', url: 'user/me', expect: [200, 204], schema: nullable(User) } as const;
    const { body } = await this.call(request);
    if (body === null) throw contentjetError('credentials_rejected', 'contentjet_user_gone');
    return body;
  }

  /** Those that the user is a member of. */
  projects(): Promise<InferOutput<typeof NamedThing>[]> {
    return this.#pages('project/', NamedThing);
  }

  project(id: number): Promise<ContentjetProject> {
    return this.get(`project/${id}`, Project);
  }

  entryTypes(project: number): Promise<EntryType[]> {
    return this.#pages(`project/${project}/entry-type/`, Type);
  }

  entryType(project: number, id: number): Promise<EntryType> {
    return this.get(`project/${project}/entry-type/${id}`, Type);
  }

  tags(project: number): Promise<string[]> {
    return this.get(`project/${project}/entry-tag/`, array(string()));
  }

  /** Published or not, the oldest first. Never more than one tag: two bring in entries of other projects. */
  async entriesByTag(project: number, tag: string): Promise<ListedEntry[]> {
    const query = new URLSearchParams({ nonPublished: '1', tags: tag, orderBy: 'createdAt' });
    return (await this.get(`project/${project}/entry/?${query}`, Page(ListedEntry))).results;
  }

  entry(project: number, id: number): Promise<ContentjetEntry> {
    return this.get(`project/${project}/entry/${id}`, Entry);
  }

  /** 200, not 201. */
  async createEntry(project: number, entry: NewEntry): Promise<ContentjetEntry> {
    return this.#write('POST', `project/${project}/entry/`, entry);
  }

  /** All of the entry is written anew, as it was read but for the tags and fields given: when it is published stays. */
  async rewriteEntry(
    project: number,
    read: ContentjetEntry,
    { tags, fields }: Pick<ContentjetEntry, 'tags' | 'fields'>,
  ): Promise<ContentjetEntry> {
    return this.#write('PUT', `project/${project}/entry/${read.id}`, { ...read, tags, fields });
  }

  /** 204 for one that is gone already, too. */
  async deleteEntry(project: number, id: number): Promise<void> {
    await this.#delete(`project/${project}/entry/${id}`);
  }

  /** The newest with this name. The search finds parts of names. */
  async mediaNamed(project: number, name: string): Promise<ContentjetMedia | undefined> {
    const query = new URLSearchParams({ search: name });
    const { results } = await this.get(`project/${project}/media/?${query}`, Page(Media));
    return results.find((media) => media.name === name);
  }

  async upload(project: number, form: FormData): Promise<ContentjetMedia> {
    const request = { url: `project/${project}/media/upload`, form, expect: [201], schema: Media };
    return (await this.call({ method: 'POST', ...request, timeoutMs: WRITE_TIMEOUT_MS })).body;
  }

  /** The record, that is; Contentjet leaves the file where it is. */
  async deleteMedia(project: number, id: number): Promise<void> {
    await this.#delete(`project/${project}/media/${id}`);
  }

  async #write(method: 'POST' | 'PUT', url: string, json: NewEntry | ContentjetEntry): Promise<ContentjetEntry> {
    const request = { method, url, json, expect: [200], schema: Entry, timeoutMs: WRITE_TIMEOUT_MS };
    return (await this.call(request)).body;
  }

  async #delete(url: string): Promise<void> {
    await this.call({ method: 'DELETE', url, expect: [204], schema: unknown() });
  }

  #pages<T>(url: string, schema: Schema<T>): Promise<T[]> {
    return allPages(async (page) => {
      const { totalPages, results } = await this.get(`${url}?page=${page}`, Page(schema));
      return { items: results, known: totalPages };
    });
  }
}

const Page = <T>(schema: Schema<T>) => object({ totalPages: number(), results: array(schema) });

/** Null where Contentjet itself says that there is no such thing; a page in its place says nothing. */
export async function unlessGone<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

export const isNotFound = (error: unknown): error is DestinationError =>
  error instanceof DestinationError && error.reason === NOT_FOUND_REASON;
