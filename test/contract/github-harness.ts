/** The double behind the suite, and three accounts at it: by token or App, as pull requests or as commits. */

import { generateKeyPairSync } from 'node:crypto';
import { toHtml } from 'hast-util-to-html';
import { load } from 'js-yaml';
import * as v from 'valibot';
import type { Credentials } from '../../src/auth/credentials.ts';
import type { Receipt } from '../../src/destinations/destination.ts';
import { github as destination } from '../../src/destinations/github/adapter.ts';
import { toDeliveryKey } from '../../src/destinations/github/delivery-key.ts';
import { presetOf } from '../../src/destinations/github/presets.ts';
import { type Remote, remoteOf } from '../../src/destinations/github/receipt.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { readMarkdown } from '../fixtures/markdown-reader.ts';
import { startFaults } from '../servers/faults.ts';
import type { Installation } from '../servers/github/records.ts';
import type { Repository } from '../servers/github/repository.ts';
import { type RunningGitHub, startGitHub } from '../servers/github.ts';
import { memoryStore } from '../support/memory.ts';
import type { Harness } from './harness.ts';
import { newNonce } from './keys.ts';

export interface GitHubAccount {
  by: 'token' | 'app';
  delivery: GitHubSettings['delivery'];
}

export interface GitHubHarness extends Harness {
  running: RunningGitHub;
}

/** `press/blog`: private, a Jekyll site of an organisation with draft pull requests, where Ada writes. */
export interface JekyllSite {
  repository: Repository;
  token: string;
  installation: Installation;
}

export function addJekyllSite({ world, app, blog }: RunningGitHub): JekyllSite {
  const files = Object.fromEntries(blog.paths().map((path) => [path, blog.readBytes(path) ?? '']));
  const repository = world.addRepository('press/blog', files, { isPrivate: true, roles: { ada: 'write' } });
  const repositories = [repository.fullName];
  return {
    repository,
    token: world.addFineGrainedToken('ada', { owner: 'press', repositories }),
    installation: world.install(app, 'press', { repositories }),
  };
}

/** Set up as a person would. */
export function settingsAt({ repository, installation }: JekyllSite, { by, delivery }: GitHubAccount): GitHubSettings {
  const { owner, name, isPrivate, defaultBranch: branch } = repository;
  return {
    installation: by === 'app' ? { id: installation.id, account: owner.login } : null,
    repository: { owner: owner.login, name, isPrivate },
    ...{ branch, delivery, hidesDrafts: false, images: 'copy' },
    layout: presetOf('jekyll', delivery),
  };
}

const newPrivateKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

interface Pair {
  right: Credentials;
  wrong: Credentials;
  secrets: string[];
}

const byToken = ({ token }: JekyllSite): Pair => ({
  right: { method: 'personal_access_token', token },
  wrong: { method: 'personal_access_token', token: `${token.slice(0, -4)}0000` },
  secrets: [token],
});

const byApp = ({ app: { id }, privateKey }: RunningGitHub): Pair => ({
  right: { method: 'app_private_key', appId: String(id), privateKey },
  wrong: { method: 'app_private_key', appId: String(id), privateKey: newPrivateKey() },
  secrets: privateKey.split('\n').slice(1, -2),
});

export async function githubHarness(account: GitHubAccount): Promise<GitHubHarness> {
  const running = await startGitHub();
  const { url, person } = running;
  const site = addJekyllSite(running);
  const blog = site.repository;
  const settings = settingsAt(site, account);
  const { right, wrong, secrets } = account.by === 'app' ? byApp(running) : byToken(site);
  const isCommit = account.delivery === 'commit';
  const faults = await startFaults(url);
  const root = `/api/v3/repos/${blog.fullName}`;
  return {
    ...{
      running,
      destination,
      url,
      apiPath: '/api/v3/',
      settings,
      credentials: right,
      wrongCredentials: wrong,
      secrets,
    },
    faults,
    discovered: {
      ...{ ...settings, installation: null, branch: '', delivery: 'pull_request' },
      repository: { owner: 'press', name: 'blog', isPrivate: false },
      layout: presetOf('plain', 'pull_request'),
    },
    user: account.by === 'app' ? null : { credentials: right, name: person.login },
    ...{ hasNoAuthors: true, hasNoOptions: true, keepsKey: true, remembersUndone: true, hasNoRoles: true },
    knowsChanges: true,
    // A repository that was renamed.
    redirectCode: 'not_found',
    ...(isCommit ? { skippedChecks: ['may_open_pulls'] } : {}),
    newKey() {
      const nonce = newNonce();
      return isCommit
        ? toDeliveryKey({ nonce, branch: blog.defaultBranch, path: `_drafts/${nonce}.md` })
        : toDeliveryKey({
            nonce,
            branch: `clipdraft/2026-11-21-draft-${nonce}`,
            path: `_posts/2026-11-21-${nonce}.md`,
          });
    },
    toHtml: (text) => toHtml(readMarkdown(parts(text).body)).replaceAll('\n</code>', '</code>'),
    addresses: ['/press/blog', '/press/blog/', '/press/blog.git', '/press/blog/tree/main/_posts', '/press/blog/pulls'],
    authorizesByClock: false,
    waitsForSlowAnswers: false,
    tokens: memoryStore(),
    isCreate: ({ method, path }) =>
      isCommit
        ? method === 'PATCH' && path === `${root}/git/refs/heads/${blog.defaultBranch}`
        : method === 'POST' && path === `${root}/pulls`,
    published: isCommit ? null : 'merged',
    editor: {
      publish: async (receipt) => publish(blog, remoteOf(receipt)),
      retitle: async (receipt, title) => retitle(blog, remoteOf(receipt), title),
      remove: async (receipt) => remove(blog, remoteOf(receipt)),
      tagsOf: async (receipt) => frontMatter(blog, remoteOf(receipt)).tags ?? [],
      authorOf: async (receipt) => authorOf(running, blog, receipt),
      addTags: async () => undefined,
    },
    countByTitle: async (title) => draftTitles(blog).filter((one) => one === title).length,
    isPublic: async (key) => isPublished(blog, key.split(':')[2] ?? ''),
    async stop() {
      await faults.stop();
      await running.stop();
    },
  };
}

/** What stands between the lines of a file's beginning, and what comes after it. */
function parts(text: string): { front: string; body: string } {
  const [, front = '', body = text] = /^---\n(.*?)^---\n+(.*)$/ms.exec(text) ?? [];
  return { front, body };
}

const FrontMatter = v.object({ title: v.string(), tags: v.exactOptional(v.array(v.string())) });

function frontMatterOf(text: string): v.InferOutput<typeof FrontMatter> {
  return v.parse(FrontMatter, load(parts(text).front));
}

const frontMatter = (repository: Repository, { path, branch }: Remote) =>
  frontMatterOf(repository.read(path, branch) ?? '');

/** Merged, or moved to where Jekyll has its posts. */
function publish(repository: Repository, { mode, path, branch, pull }: Remote): void {
  if (mode === 'pull_request') repository.merge(pull ?? 0);
  else {
    const text = repository.read(path, branch) ?? '';
    const files = { [path]: null, [path.replace('_drafts/', '_posts/2026-11-21-')]: text };
    repository.commit(files, { branch, message: 'Publish' });
  }
}

function retitle(repository: Repository, remote: Remote, title: string): void {
  const { mode, path, branch, pull } = remote;
  if (mode === 'pull_request') repository.pull(pull ?? 0).title = title;
  else {
    const text = repository.read(path, branch) ?? '';
    repository.commit(
      { [path]: text.replace(/^title: .*$/m, `title: ${title}`) },
      { branch, message: 'Another title' },
    );
  }
}

/** Wherever it is by now. */
function remove(repository: Repository, { path, branch, base, mode }: Remote): void {
  const name = path.split('/').at(-1) ?? '';
  const there = repository.paths(base).filter((one) => one.endsWith(name));
  repository.commit(Object.fromEntries(there.map((one) => [one, null])), { branch: base, message: 'Away with it' });
  if (mode === 'pull_request' && repository.head(branch) !== undefined) repository.deleteRef(`refs/heads/${branch}`);
}

function authorOf({ world }: RunningGitHub, blog: Repository, receipt: Receipt): string {
  const { branch } = remoteOf(receipt);
  const email = blog.objects.commit(blog.head(branch) ?? '')?.author.email;
  return world.accounts.find(({ id, login }) => email === `${id}+${login}@users.noreply.github.com`)?.login ?? '';
}

/** Of the files on the branches of open pull requests, and of those in `_drafts`. */
export function draftTitles(repository: Repository): string[] {
  const base = new Set(repository.paths());
  const heads = repository.pulls.filter(({ state }) => state === 'open').map(({ head }) => head);
  const texts = [
    ...[...base].filter((path) => path.startsWith('_drafts/')).map((path) => repository.read(path)),
    ...heads.flatMap((head) =>
      repository.paths(head).flatMap((path) => (base.has(path) ? [] : [repository.read(path, head)])),
    ),
  ];
  return texts.map((text) => frontMatterOf(text ?? '').title);
}

/** What Jekyll makes a page of: whatever is on the site's branch, but for drafts. */
const isPublished = (repository: Repository, path: string): boolean =>
  repository.paths().some((one) => !one.startsWith('_drafts/') && one.endsWith(path.split('/').at(-1) ?? path));
