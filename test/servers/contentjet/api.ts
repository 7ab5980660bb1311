/** What every handler gets, and what it gives back. */
import { crash } from './errors.ts';
import { asObject, type Json } from './json.ts';
import type { Client, Project, Store, User } from './store.ts';

export interface Api {
  store: Store;
  clock: { now(): number };
  /** Of HS256. */
  secret: string;
  tokenSeconds: number;
  clientTokenSeconds: number;
  /** The address that the operator has given it; no slash at the end. */
  url: string;
}

export interface Call {
  api: Api;
  method: string;
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Record<string, string>;
  /** As parsed from JSON or a form; an empty object for everything else. */
  body: unknown;
  /** As it came, decompressed. */
  bytes: Uint8Array<ArrayBuffer>;
  /** By their names in the route. */
  ids: Record<string, number>;
  project: Project | undefined;
  user: User | undefined;
  client: Client | undefined;
}

export interface Answer {
  /** 200 where not given. */
  status?: number;
  headers?: Record<string, string>;
  /** JSON; bytes and text as they are. Undefined and null are a 204. */
  body?: unknown;
}

export type Handler = (call: Call) => Answer | Promise<Answer>;

/** @throws where the route has no project: a mistake of ours */
export function projectOf(call: Call): Project {
  if (call.project === undefined) throw new Error(`${call.path} has no project`);
  return call.project;
}

/** @throws 500 for a client and for someone deleted: the server forgets to ask */
export function userOf(call: Call): User {
  if (call.user === undefined) throw crash();
  return call.user;
}

export const idIn = (call: Call, name: string): number => call.ids[name] ?? 0;

export const bodyOf = (call: Call): Json => asObject(call.body);

export const nowOf = (call: Call): number => call.api.clock.now();

export const seconds = (milliseconds: number): number => Math.floor(milliseconds / 1000);
