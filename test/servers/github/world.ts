/** Everything there is at this GitHub: people, repositories, Apps and tokens. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Account, App, Installation, Permissions, Token } from './records.ts';
import { type Files, Repository, type Role } from './repository.ts';

export interface RepositoryOptions {
  isPrivate?: boolean;
  defaultBranch?: string;
  /** By login; of the owner nothing need be said. */
  roles?: Record<string, Role>;
}

export class World {
  readonly accounts: Account[] = [];
  readonly repositories: Repository[] = [];
  readonly apps: App[] = [];
  readonly installations: Installation[] = [];
  readonly tokens: Token[] = [];
  /** `owner/name` as they once were. */
  readonly formerNames = new Map<string, Repository>();
  /** Of the web, without a slash at its end; known once it listens. */
  url = '';
  /** A server in private mode tells a stranger nothing at all. */
  isPrivate = false;
  /** Null on GitHub itself, which names none. */
  enterpriseVersion: string | null = '3.19.0';
  /** ms in which a new installation token is still refused. */
  tokenDelayMs = 0;
  /** Seconds that installation tokens live. */
  installationTokenSeconds = 3600;
  readonly #clock: { now(): number };
  #lastId = 1000;

  constructor(clock: { now(): number }) {
    this.#clock = clock;
  }

  now = (): number => this.#clock.now();
  nextId = (): number => ++this.#lastId;

  addUser(login: string, more: Partial<Pick<Account, 'name' | 'plan'>> = {}): Account {
    return this.#addAccount({ login, type: 'User', name: null, plan: 'free', ...more });
  }

  /** @param members who may write to all of its repositories */
  addOrganization(login: string, more: Partial<Pick<Account, 'name' | 'plan'>> = {}): Account {
    return this.#addAccount({ login, type: 'Organization', name: null, plan: 'free', ...more });
  }

  /** With one commit, where files are given; empty otherwise. @param name `owner/name` */
  addRepository(
    name: string,
    files: Files | null,
    { isPrivate = false, defaultBranch = 'main', roles = {} }: RepositoryOptions = {},
  ): Repository {
    const [login = '', short = ''] = name.split('/');
    const repository = new Repository({
      ...{ id: this.nextId(), owner: this.account(login), name: short, isPrivate, defaultBranch },
      ...{ now: this.now, nextId: this.nextId },
    });
    for (const [who, role] of Object.entries(roles)) repository.roles.set(who, role);
    if (files !== null) repository.commit(files, { message: 'Initial commit' });
    this.repositories.push(repository);
    return repository;
  }

  addFineGrainedToken(
    login: string,
    more: {
      repositories?: string[] | 'all';
      owner?: string;
      permissions?: Permissions;
      expiresAt?: number | null;
    } = {},
  ): string {
    const {
      repositories = 'all',
      permissions = { contents: 'write', pull_requests: 'write' },
      expiresAt = null,
    } = more;
    const user = this.account(login);
    const owner = more.owner === undefined ? user : this.account(more.owner);
    const value = `github_pat_${letters(22)}_${letters(59)}`;
    return this.addToken({
      ...{ kind: 'fine_grained', value, user, owner, expiresAt, revoked: false, knownFrom: 0 },
      ...{ repositories: this.idsOf(repositories), permissions: { metadata: 'read', ...permissions } },
    });
  }

  addClassicToken(login: string, more: { scopes?: string[]; expiresAt?: number | null } = {}): string {
    const { scopes = ['repo'], expiresAt = null } = more;
    const user = this.account(login);
    return this.addToken({
      ...{ kind: 'classic', value: `ghp_${letters(36)}`, user, scopes, expiresAt, revoked: false, knownFrom: 0 },
    });
  }

  addToken(token: Token): string {
    this.tokens.push(token);
    return token.value;
  }

  revokeToken(value: string): void {
    const token = this.tokens.find((one) => one.value === value);
    if (token === undefined) throw new Error('There is no such token.');
    token.revoked = true;
  }

  /** What asks by the old name is sent on to the new one. @param name without its owner */
  renameRepository(fullName: string, name: string): void {
    const repository = this.repository(fullName);
    this.formerNames.set(fullName.toLowerCase(), repository);
    repository.name = name;
  }

  /** @returns it, and the one private key it has so far as GitHub gives it: PEM of PKCS#1 */
  addApp(
    owner: string,
    name: string,
    permissions: Permissions = {},
    pair = newPair(),
  ): { app: App; privateKey: string } {
    const id = this.nextId();
    const app: App = {
      ...{ id, clientId: `Iv23li${letters(14)}`, slug: name.toLowerCase().replaceAll(/\W+/g, '-'), name },
      ...{
        owner: this.account(owner),
        permissions: { metadata: 'read', ...permissions },
        keys: [],
        createdAt: this.now(),
      },
    };
    this.apps.push(app);
    return { app, privateKey: useKey(app, pair) };
  }

  addKey(app: App): string {
    return useKey(app, newPair());
  }

  install(
    app: App,
    login: string,
    {
      repositories = 'all',
      permissions = app.permissions,
    }: { repositories?: string[] | 'all'; permissions?: Permissions } = {},
  ): Installation {
    const installation: Installation = {
      ...{ id: this.nextId(), app, account: this.account(login), repositories: this.idsOf(repositories) },
      ...{ permissions: { metadata: 'read', ...permissions }, suspendedAt: null, createdAt: this.now() },
    };
    this.installations.push(installation);
    return installation;
  }

  uninstall(id: number): void {
    const index = this.installations.findIndex((one) => one.id === id);
    if (index >= 0) this.installations.splice(index, 1);
  }

  suspend(id: number, suspended = true): void {
    const installation = this.installations.find((one) => one.id === id);
    if (installation === undefined) throw new Error(`There is no installation ${id}.`);
    installation.suspendedAt = suspended ? this.now() : null;
  }

  account(login: string): Account {
    const found = this.findAccount(login);
    if (found === undefined) throw new Error(`There is no ${login}.`);
    return found;
  }

  findAccount(login: string): Account | undefined {
    return this.accounts.find((one) => one.login.toLowerCase() === login.toLowerCase());
  }

  /** @param fullName `owner/name` */
  repository(fullName: string): Repository {
    const [owner = '', name = ''] = fullName.split('/');
    const found = this.findRepository(owner, name);
    if (found === undefined) throw new Error(`There is no repository ${fullName}.`);
    return found;
  }

  findRepository(owner: string, name: string): Repository | undefined {
    const wanted = `${owner}/${name}`.toLowerCase();
    return this.repositories.find((one) => one.fullName.toLowerCase() === wanted);
  }

  deleteRepository(fullName: string): void {
    this.repositories.splice(this.repositories.indexOf(this.repository(fullName)), 1);
  }

  private idsOf(names: string[] | 'all'): Set<number> | 'all' {
    return names === 'all' ? 'all' : new Set(names.map((name) => this.repository(name).id));
  }

  #addAccount(parts: Omit<Account, 'id' | 'createdAt'>): Account {
    const account = { id: this.nextId(), createdAt: this.now(), ...parts };
    this.accounts.push(account);
    return account;
  }
}

export const newPair = () => generateKeyPairSync('rsa', { modulusLength: 2048 });

function useKey(app: App, { publicKey, privateKey }: ReturnType<typeof newPair>): string {
  app.keys.push(publicKey);
  return privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const letters = (length: number): string =>
  [...randomBytes(length)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
