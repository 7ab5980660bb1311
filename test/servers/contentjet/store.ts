/** The tables, in memory. Ids come from sequences that, as in PostgreSQL, never give one back. */
import { databaseError, uniqueViolation } from './errors.ts';
import type { Json } from './json.ts';

/** Milliseconds since 1970. */
export interface Stamps {
  createdAt: number;
  modifiedAt: number;
}

export interface User extends Stamps {
  id: number;
  email: string;
  password: string;
  name: string;
  isActive: boolean;
  isAdmin: boolean;
}

export interface Member {
  userId: number;
  membershipType: string;
  membershipIsActive: boolean;
}

export interface Project extends Stamps {
  id: number;
  name: string;
  metadata: string;
  userId: number;
  members: Member[];
}

export interface EntryType extends Stamps {
  id: number;
  projectId: number;
  userId: number;
  name: string;
  metadata: string;
  description: string;
  fields: Json[];
}

export interface StoredField {
  name: string;
  fieldType: string;
  value: unknown;
}

export interface Entry extends Stamps {
  id: number;
  entryTypeId: number;
  userId: number;
  modifiedByUserId: number;
  name: string;
  /** Milliseconds since 1970. */
  published: number;
  fields: StoredField[];
  tagIds: number[];
}

export interface Tag {
  id: number;
  projectId: number;
  name: string;
}

export interface Media extends Stamps {
  id: number;
  projectId: number;
  userId: number;
  name: string;
  /** Relative to where media is served. */
  file: string;
  thumbnail: string | null;
  mimeType: string;
  size: number;
  width: number;
  height: number;
  description: string;
  tagIds: number[];
}

export interface Client extends Stamps {
  id: number;
  projectId: number;
  name: string;
  clientId: string;
  clientSecret: string;
}

export interface Invite extends Stamps {
  id: number;
  projectId: number;
  userId: number;
  name: string;
  email: string;
  accepted: boolean;
}

export interface WebHook extends Stamps {
  id: number;
  projectId: number;
  name: string;
  url: string;
  isActive: boolean;
  events: Record<string, boolean>;
}

/** The greatest number of PostgreSQL's integer. */
const MAX_ID = 2 ** 31 - 1;

export class Table<Row extends { id: number }> {
  readonly #name: string;
  readonly #rows = new Map<number, Row>();
  #next = 1;

  constructor(name: string) {
    this.#name = name;
  }

  /** The id that the next row gets. */
  get next(): number {
    return this.#next;
  }

  startAt(id: number): void {
    this.#next = id;
  }

  takeId(): number {
    const id = this.#next;
    this.#next += 1;
    return id;
  }

  /** @throws as the database does where the id is taken, or is none */
  claim(id: number): void {
    if (this.get(id) !== undefined) throw uniqueViolation(this.#name, `${this.#name}_pkey`, 'id', String(id));
  }

  insert(row: Row): Row {
    this.claim(row.id);
    this.#rows.set(row.id, row);
    return row;
  }

  /** @throws as the database does where the number is too great */
  get(id: number): Row | undefined {
    if (id > MAX_ID) throw databaseError('22003');
    return this.#rows.get(id);
  }

  /** In the order in which they were inserted. */
  all(): Row[] {
    return [...this.#rows.values()];
  }

  delete(id: number): void {
    if (id > MAX_ID) throw databaseError('22003');
    this.#rows.delete(id);
  }
}

export class Store {
  readonly users = new Table<User>('user');
  readonly projects = new Table<Project>('project');
  readonly entryTypes = new Table<EntryType>('entryType');
  readonly entries = new Table<Entry>('entry');
  readonly entryTags = new Table<Tag>('entryTag');
  readonly media = new Table<Media>('media');
  readonly mediaTags = new Table<Tag>('mediaTag');
  readonly clients = new Table<Client>('client');
  readonly invites = new Table<Invite>('projectInvite');
  readonly webHooks = new Table<WebHook>('webHook');
  /** By their path below /media/. */
  readonly files = new Map<string, { bytes: Uint8Array; writtenAt: number }>();
}

export const stamped = (now: number): Stamps => ({ createdAt: now, modifiedAt: now });

/** An update has no milliseconds. */
export const wholeSecond = (now: number): number => now - (now % 1000);

export const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

export const stampsJson = ({ createdAt, modifiedAt }: Stamps): Json => ({
  createdAt: iso(createdAt),
  modifiedAt: iso(modifiedAt),
});
