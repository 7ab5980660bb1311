/** Who there is at this GitHub, and by what they are known. */
import type { KeyObject } from 'node:crypto';

export type Level = 'read' | 'write';
export type Permissions = Record<string, Level>;

export interface Account {
  id: number;
  login: string;
  name: string | null;
  type: 'User' | 'Organization';
  /** Private repositories have draft pull requests only on `team`. */
  plan: 'free' | 'pro' | 'team';
  createdAt: number;
}

export interface App {
  id: number;
  clientId: string;
  slug: string;
  name: string;
  owner: Account;
  permissions: Permissions;
  keys: KeyObject[];
  createdAt: number;
}

export interface Installation {
  id: number;
  app: App;
  account: Account;
  /** Their ids, or all of the account's. */
  repositories: Set<number> | 'all';
  permissions: Permissions;
  suspendedAt: number | null;
  createdAt: number;
}

interface TokenBase {
  value: string;
  /** ms since the epoch; null where it never ends. */
  expiresAt: number | null;
  revoked: boolean;
  /** ms since the epoch, before which it is not known everywhere yet. */
  knownFrom: number;
}

/** Of a person: fine-grained, for one owner's repositories, by permission. */
export interface FineGrainedToken extends TokenBase {
  kind: 'fine_grained';
  user: Account;
  owner: Account;
  repositories: Set<number> | 'all';
  permissions: Permissions;
}

export interface ClassicToken extends TokenBase {
  kind: 'classic';
  user: Account;
  scopes: string[];
}

export interface InstallationToken extends TokenBase {
  kind: 'installation';
  installation: Installation;
  repositories: Set<number> | 'all';
  permissions: Permissions;
}

export type Token = FineGrainedToken | ClassicToken | InstallationToken;
