/** One repository: its branches, its pull requests, and what the person does there by hand. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { changedFiles, isFastForward, logOf, missingIn } from './history.ts';
import { EMPTY_TREE, ObjectStore, type Signature } from './objects.ts';
import type { Account } from './records.ts';
import { entriesOf, entryAt, withChanges } from './trees.ts';

export interface Pull {
  id: number;
  number: number;
  title: string;
  body: string | null;
  author: Account;
  /** Branches of this repository. */
  head: string;
  base: string;
  /** Where its head is, or was when the branch was deleted. */
  headSha: string;
  baseSha: string;
  draft: boolean;
  state: 'open' | 'closed';
  createdAt: number;
  updatedAt: number;
  closedAt: number | null;
  merged: { at: number; by: Account; sha: string } | null;
}

/** Who may change a branch: reviews are asked for by its protection, or by a ruleset of the repository. */
export type Protection = 'reviews' | 'ruleset';
export type Role = 'admin' | 'write' | 'read';
/** By their paths; a null deletes. */
export type Files = Record<string, string | Uint8Array | null>;

export interface RepositoryParts {
  id: number;
  owner: Account;
  name: string;
  isPrivate: boolean;
  defaultBranch: string;
  now(): number;
  nextId(): number;
}

export class Repository {
  readonly id: number;
  readonly owner: Account;
  readonly objects = new ObjectStore();
  /** Full names (`refs/heads/main`) and where they point. */
  readonly refs = new Map<string, string>();
  readonly pulls: Pull[] = [];
  /** By login; the owner need not be named. */
  readonly roles = new Map<string, Role>();
  readonly protections = new Map<string, Protection>();
  /** Types of rules that a ruleset has for every branch, besides. Nothing is refused by them here. */
  readonly rules: ('deletion' | 'non_fast_forward' | 'update')[] = [];
  name: string;
  isPrivate: boolean;
  defaultBranch: string;
  archived = false;
  /** A ruleset that lets nobody create branches. */
  restrictsCreation = false;
  /** Entries of a recursive listing of a tree from which on it is cut off. */
  treeLimit = 100_000;
  readonly createdAt: number;
  pushedAt: number;
  readonly #now: () => number;
  readonly #nextId: () => number;

  constructor({ id, owner, name, isPrivate, defaultBranch, now, nextId }: RepositoryParts) {
    this.id = id;
    this.owner = owner;
    this.name = name;
    this.isPrivate = isPrivate;
    this.defaultBranch = defaultBranch;
    this.#now = now;
    this.#nextId = nextId;
    this.createdAt = now();
    this.pushedAt = now();
  }

  get fullName(): string {
    return `${this.owner.login}/${this.name}`;
  }

  get isEmpty(): boolean {
    return this.refs.size === 0;
  }

  /** Where a branch points. */
  head(branch = this.defaultBranch): string | undefined {
    return this.refs.get(`refs/heads/${branch}`);
  }

  branches(): string[] {
    return [...this.refs.keys()].flatMap((ref) => (ref.startsWith('refs/heads/') ? [ref.slice(11)] : [])).sort();
  }

  /** @param ref a branch, a full name of a ref, or a commit's sha */
  resolve(ref: string): string | undefined {
    const named = this.refs.get(`refs/heads/${ref}`) ?? this.refs.get(ref) ?? this.refs.get(`refs/${ref}`);
    return named ?? (this.objects.kindOf(ref) === 'commit' ? ref : undefined);
  }

  treeOf(commit: string | undefined): string {
    return (commit === undefined ? undefined : this.objects.commit(commit)?.tree) ?? EMPTY_TREE;
  }

  setRef(ref: string, sha: string): void {
    this.refs.set(ref, sha);
    this.pushedAt = this.#now();
    for (const pull of this.pulls) {
      if (pull.state === 'open' && ref === `refs/heads/${pull.head}`) pull.headSha = sha;
    }
  }

  /** Pull requests of a branch that is gone are closed. */
  deleteRef(ref: string): void {
    this.refs.delete(ref);
    for (const pull of this.pulls) {
      if (ref === `refs/heads/${pull.head}` || ref === `refs/heads/${pull.base}`) this.close(pull.number);
    }
  }

  pull(number: number): Pull {
    const found = this.pulls.find((one) => one.number === number);
    if (found === undefined) throw new Error(`${this.fullName} has no pull request ${number}`);
    return found;
  }

  openPull(parts: Pick<Pull, 'title' | 'body' | 'author' | 'head' | 'base' | 'draft'>): Pull {
    const [headSha = '', baseSha = ''] = [this.head(parts.head), this.head(parts.base)];
    const at = this.#now();
    const pull: Pull = {
      ...{ id: this.#nextId(), number: this.pulls.length + 1, ...parts, headSha, baseSha, state: 'open' },
      ...{ createdAt: at, updatedAt: at, closedAt: null, merged: null },
    };
    this.pulls.push(pull);
    return pull;
  }

  close(number: number): void {
    const pull = this.pull(number);
    if (pull.state === 'closed') return;
    Object.assign(pull, { state: 'closed', closedAt: this.#now(), updatedAt: this.#now() });
  }

  reopen(number: number): void {
    Object.assign(this.pull(number), { state: 'open', closedAt: null, updatedAt: this.#now() });
  }

  /** As the button on its page does it, draft or not (which is marked ready first): with a merge commit. */
  merge(number: number, by: Account = this.owner): string {
    const pull = this.pull(number);
    const base = this.head(pull.base);
    if (pull.state === 'closed' || base === undefined) throw new Error('This pull request cannot be merged.');
    const files = Object.fromEntries(
      missingIn(this.objects, pull.headSha, base)
        .toReversed()
        .flatMap((sha) => this.#changesOf(sha)),
    );
    const changes = Object.entries(files).map(([path, sha]) => ({ path, mode: '100644' as const, sha }));
    const tree = withChanges(this.objects, this.treeOf(base), changes);
    const message = `Merge pull request #${number} from ${this.owner.login}/${pull.head}\n\n${pull.title}`;
    const signed = this.signatureOf(by);
    const parents = [base, pull.headSha];
    const sha = this.objects.writeCommit({ tree, parents, author: signed, committer: signed, message });
    Object.assign(pull, { draft: false, merged: { at: this.#now(), by, sha } });
    this.close(number);
    this.setRef(`refs/heads/${pull.base}`, sha);
    return sha;
  }

  /** By hand, on a branch that may be new then (from the default branch). @returns the commit's sha */
  commit(files: Files, { branch = this.defaultBranch, message = 'By hand', by = this.owner } = {}): string {
    const parent = this.head(branch) ?? this.head();
    const changes = Object.entries(files).map(([path, content]) => ({
      ...{ path, mode: '100644' as const },
      sha: content === null ? null : this.objects.writeBlob(content),
    }));
    const tree = withChanges(this.objects, this.treeOf(parent), changes);
    const signed = this.signatureOf(by);
    const parents = parent === undefined ? [] : [parent];
    const sha = this.objects.writeCommit({ tree, parents, author: signed, committer: signed, message });
    this.setRef(`refs/heads/${branch}`, sha);
    return sha;
  }

  /** The text of a file; undefined where there is none. @param ref a branch or a commit */
  read(path: string, ref = this.defaultBranch): string | undefined {
    return this.readBytes(path, ref)?.toString();
  }

  readBytes(path: string, ref = this.defaultBranch): Buffer | undefined {
    const entry = entryAt(this.objects, this.treeOf(this.resolve(ref)), path);
    return entry && this.objects.blob(entry.sha);
  }

  /** The paths of all files. @param ref a branch or a commit */
  paths(ref = this.defaultBranch): string[] {
    return entriesOf(this.objects, this.treeOf(this.resolve(ref)), true)
      .filter(({ type }) => type === 'blob')
      .map(({ path }) => path);
  }

  /** The messages of a branch's commits, newest first. */
  messages(branch = this.defaultBranch, path = ''): string[] {
    const head = this.head(branch);
    return head === undefined
      ? []
      : logOf(this.objects, head, path).map((sha) => this.objects.commit(sha)?.message ?? '');
  }

  canFastForward(from: string, to: string): boolean {
    return isFastForward(this.objects, from, to);
  }

  signatureOf({ name, login, id }: Account): Signature {
    const email = `${id}+${login}@users.noreply.github.com`;
    return { name: name ?? login, email, at: Math.floor(this.#now() / 1000) };
  }

  /** Every file of a branch, into a folder that is emptied first. */
  async checkout(branch: string, folder: string): Promise<void> {
    if (this.head(branch) === undefined) throw new Error(`${this.fullName} has no branch ${branch}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(folder, { recursive: true });
    for (const path of this.paths(branch)) {
      const file = join(folder, path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, this.readBytes(path, branch) ?? '');
    }
  }

  /** A bare repository that git itself can read and clone. */
  async writeBare(folder: string): Promise<void> {
    await this.objects.writeLoose(folder);
    await writeFile(join(folder, 'HEAD'), `ref: refs/heads/${this.defaultBranch}\n`);
    await writeFile(join(folder, 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n');
    await mkdir(join(folder, 'refs/heads'), { recursive: true });
    const lines = [...this.refs].map(([ref, sha]) => `${sha} ${ref}\n`);
    await writeFile(join(folder, 'packed-refs'), lines.sort().join(''));
  }

  /** What became of the paths that a commit changed, against its first parent. */
  #changesOf(sha: string): [path: string, sha: string | null][] {
    const before = this.treeOf(this.objects.commit(sha)?.parents[0]);
    return changedFiles(this.objects, before, this.treeOf(sha)).flatMap((file) => {
      const gone: [string, null][] = file.status === 'renamed' ? [[file.before, null]] : [];
      return [...gone, [file.path, file.status === 'removed' ? null : file.sha]];
    });
  }
}
