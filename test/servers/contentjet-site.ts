/** The person at Contentjet's own interface: its API with a name and a password, not the code under test. */
import * as v from 'valibot';

const Entry = v.object({
  id: v.number(),
  entryTypeId: v.number(),
  userId: v.number(),
  name: v.string(),
  published: v.string(),
  createdAt: v.string(),
  modifiedAt: v.string(),
  fields: v.record(v.string(), v.unknown()),
  tags: v.array(v.string()),
});
/** In a list it has no fields. */
const ListedEntry = v.omit(Entry, ['fields']);
const EntryType = v.object({
  id: v.number(),
  name: v.string(),
  description: v.string(),
  metadata: v.string(),
  fields: v.array(v.record(v.string(), v.unknown())),
});
const Media = v.object({
  id: v.number(),
  name: v.string(),
  file: v.string(),
  mimeType: v.string(),
  size: v.number(),
  width: v.number(),
  height: v.number(),
  description: v.string(),
  tags: v.array(v.string()),
});
const Id = v.object({ id: v.number() });
const Token = v.object({ access_token: v.string() });
const page = <Schema extends v.GenericSchema>(item: Schema) =>
  v.object({ totalPages: v.number(), results: v.array(item) });

export type ContentjetEntry = v.InferOutput<typeof Entry>;
export type ContentjetListedEntry = v.InferOutput<typeof ListedEntry>;
export type ContentjetEntryType = v.InferOutput<typeof EntryType>;
export type ContentjetMedia = v.InferOutput<typeof Media>;

export interface ContentjetLogin {
  username: string;
  password: string;
}

/** A field of an entry type; what is not given is as a person would find it. */
export interface NewField {
  name: string;
  fieldType: string;
  [member: string]: unknown;
}

/** By which the double knows these requests: it does not note them down, and they never fail. */
export const SITE_AGENT = 'contentjet-site';

export class ContentjetSite {
  readonly #url: string;
  #login: ContentjetLogin;
  #project: number | undefined;

  /**
   * @param url the API's, without a slash at its end
   * @param project the first one of this person where not given
   */
  constructor(url: string, login: ContentjetLogin, project?: number) {
    this.#url = url;
    this.#login = login;
    this.#project = project;
  }

  async entry(id: number | string): Promise<ContentjetEntry> {
    return v.parse(Entry, await this.call('GET', `entry/${id}`));
  }

  /** Drafts too, last modified first, however many. */
  async entries(search = ''): Promise<ContentjetListedEntry[]> {
    const query = new URLSearchParams({ nonPublished: '1', ...(search && { search }) });
    return this.#all(ListedEntry, `entry/?${query}`);
  }

  async countByName(name: string): Promise<number> {
    return (await this.entries()).filter((entry) => entry.name === name).length;
  }

  /** @returns the new entry's id */
  async create(entryTypeId: number, name: string, fields: object, more: object = {}): Promise<number> {
    const entry = { name, entryTypeId, fields, tags: [], published: '2020-01-01T00:00:00.000Z', ...more };
    return v.parse(Id, await this.call('POST', 'entry/', entry)).id;
  }

  /** @param change members of an entry; of `fields` only those named */
  async edit(
    id: number | string,
    { fields = {}, ...change }: { fields?: object; [member: string]: unknown },
  ): Promise<void> {
    const entry = await this.entry(id);
    const { name, entryTypeId, published, tags, userId } = entry;
    const whole = {
      name,
      entryTypeId,
      published,
      tags,
      userId,
      ...change,
      fields: { ...sendable(entry.fields), ...fields },
    };
    await this.call('PUT', `entry/${id}`, whole);
  }

  /** As of long ago. */
  async publish(id: number | string): Promise<void> {
    await this.edit(id, { published: '2020-01-01T00:00:00.000Z' });
  }

  async remove(id: number | string): Promise<void> {
    await this.call('DELETE', `entry/${id}`);
  }

  /** From then on this person signs in with it. */
  async changePassword(newPassword: string): Promise<void> {
    const { password } = this.#login;
    await this.#fetch('POST', '/user/change-password', await this.#signIn(), { password, newPassword });
    this.#login = { ...this.#login, password: newPassword };
  }

  async tagsOf(id: number | string): Promise<string[]> {
    return (await this.entry(id)).tags;
  }

  /** All of the project's, used or not. */
  async tags(): Promise<string[]> {
    return v.parse(v.array(v.string()), await this.call('GET', 'entry-tag/'));
  }

  /** Newest first, however many. */
  async media(): Promise<ContentjetMedia[]> {
    return this.#all(Media, 'media/');
  }

  async removeMedia(id: number): Promise<void> {
    await this.call('DELETE', `media/${id}`);
  }

  async entryType(id: number): Promise<ContentjetEntryType> {
    return v.parse(EntryType, await this.call('GET', `entry-type/${id}`));
  }

  /** @returns the new type's id */
  async addEntryType(name: string, fields: readonly NewField[]): Promise<number> {
    const type = { name, description: '', metadata: '', fields: fields.map(wholeField) };
    return v.parse(Id, await this.call('POST', 'entry-type/', type)).id;
  }

  /** All of its fields, anew. */
  async changeEntryType(id: number, fields: readonly NewField[]): Promise<void> {
    const { name, description, metadata } = await this.entryType(id);
    await this.call('PUT', `entry-type/${id}`, { name, description, metadata, fields: fields.map(wholeField) });
  }

  async removeEntryType(id: number): Promise<void> {
    await this.call('DELETE', `entry-type/${id}`);
  }

  /** They are no active member of the project any more; their account stays. */
  async deactivateUser(id: number): Promise<void> {
    await this.call('POST', 'update-member', { userId: id, membershipIsActive: false });
  }

  async activateUser(id: number): Promise<void> {
    await this.call('POST', 'update-member', { userId: id, membershipIsActive: true });
  }

  /** @returns the new client's id and secret */
  async addClient(name: string): Promise<{ id: string; secret: string }> {
    const Client = v.object({ clientId: v.string(), clientSecret: v.string() });
    const { clientId, clientSecret } = v.parse(Client, await this.call('POST', 'client/', { name }));
    return { id: clientId, secret: clientSecret };
  }

  /**
   * @param path below the project
   * @throws with Contentjet's own words where it refuses
   */
  async call(method: string, path: string, body?: object): Promise<unknown> {
    const token = await this.#signIn();
    this.#project ??= await this.#firstProject(token);
    return this.#fetch(method, `/project/${this.#project}/${path}`, token, body);
  }

  async #all<Schema extends v.GenericSchema>(item: Schema, path: string): Promise<v.InferOutput<Schema>[]> {
    const found: v.InferOutput<Schema>[] = [];
    for (let number = 1; ; number += 1) {
      const separator = path.includes('?') ? '&' : '?';
      const answer = await this.call('GET', `${path}${separator}pageSize=100&page=${number}`);
      const { totalPages, results } = v.parse(page(item), answer);
      found.push(...results);
      if (number >= totalPages) return found;
    }
  }

  /** Anew for every call: tests move the clock. */
  async #signIn(): Promise<string> {
    const grant = { ...this.#login, grant_type: 'password' };
    return v.parse(Token, await this.#fetch('POST', '/authenticate', null, grant)).access_token;
  }

  async #firstProject(token: string): Promise<number> {
    const [first] = v.parse(page(Id), await this.#fetch('GET', '/project/', token)).results;
    if (first === undefined) throw new Error(`Contentjet: ${this.#login.username} has no project`);
    return first.id;
  }

  async #fetch(method: string, path: string, token: string | null, body?: object): Promise<unknown> {
    const answer = await fetch(`${this.#url}${path}`, {
      method,
      headers: {
        'user-agent': SITE_AGENT,
        ...(token !== null && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`Contentjet: ${method} ${path} ${answer.status} ${text}`);
    return text === '' ? null : JSON.parse(text);
  }
}

/** What is shown of an empty field is not what may be sent. */
const sendable = (fields: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => !(Array.isArray(value) && value.length === 0)));

/** With what the type's own form would have filled in. */
function wholeField(field: NewField): Record<string, unknown> {
  const common = { label: field.name.replaceAll('_', ' '), description: '', required: false, disabled: false };
  return { ...common, ...DEFAULTS[field.fieldType], ...field };
}

const DEFAULTS: Record<string, Record<string, unknown>> = {
  TEXT: { minLength: 0, maxLength: 1000, format: 'plaintext' },
  LONGTEXT: { minLength: 0, maxLength: 30_000, format: 'markdown' },
  BOOLEAN: { labelTrue: 'Yes', labelFalse: 'No' },
  NUMBER: { minValue: 0, maxValue: 100, format: 'number' },
  DATE: { format: 'datetime' },
  CHOICE: { choices: ['one', 'two'], format: 'single' },
  COLOR: { format: 'rgb' },
  MEDIA: { minLength: 0, maxLength: 10 },
  LINK: { minLength: 0, maxLength: 10 },
  LIST: { minLength: 0, maxLength: 10 },
};
