/** The GitHub adapter at a GitHub of our own, and sessions that break off wherever a test says. */
import { DestinationError } from '../../src/core/errors.ts';
import type { Http, Receipt, Session, UploadedImages } from '../../src/destinations/destination.ts';
import { github } from '../../src/destinations/github/adapter.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { createHttp } from '../../src/destinations/http.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { aClip, aDraft, WORDS } from '../fixtures/draft.ts';
import { githubSettings } from '../fixtures/github-settings.ts';
import type { Repository } from '../servers/github/repository.ts';
import type { RepositoryOptions } from '../servers/github/world.ts';
import { startGitHub } from '../servers/github.ts';

const IMAGE = 'https://example.com/cat.png';

/** A draft of one image to copy, and a paragraph. */
export const DRAFT = aDraft({
  images: [{ id: 'image-1', originalUrl: IMAGE, alt: 'A cat', state: 'stored' }],
  passages: [
    aClip({
      content: {
        type: 'root',
        children: [
          { type: 'element', tagName: 'img', properties: { src: IMAGE, alt: 'A cat' }, children: [] },
          { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: 'Words.' }] },
        ],
      },
    }),
  ],
});

/** Its image, as it is uploaded under a delivery key. */
export async function uploaded(session: Session<GitHubSettings>): Promise<UploadedImages> {
  const bytes = new Blob(['\x89PNG a cat'], { type: 'image/png' });
  const file = { name: '0a1b2c3d:main:_drafts/a-draft.md-1', bytes, alt: 'A cat', caption: '' };
  const image = await github.uploadImage?.(file, session);
  return new Map(image === undefined ? [] : [[IMAGE, image]]);
}

/** As the outbox gives it to an entry. */
export const NONCE = '0a1b2c3d';

/** The branches of drafts. */
export const own = (repository: Repository): string[] =>
  repository.branches().filter((name) => name.startsWith('clipdraft/'));

export const errorOf = (failing: unknown): Promise<unknown> =>
  Promise.resolve(failing).then(
    () => 'no error',
    (error: unknown) => error,
  );

/** What stands between the adapter and the server: sees every request before it leaves and after its answer. */
export interface Between {
  before?(request: { method: string; url: string }): void | Promise<void>;
  after?(request: { method: string; url: string }): void | Promise<void>;
}

export const JEKYLL_PULL = githubSettings('jekyll');
export const JEKYLL_COMMIT = githubSettings('jekyll', { delivery: 'commit' });

export async function startGitHubSite() {
  const clock = { now: () => Date.now() };
  // The contract suite looks at each exchange by GitHub's description; here are too many of them.
  const double = await startGitHub({ clock, unchecked: true });
  const { world, token, limits } = double;
  limits.limit = 1_000_000;
  let made = 0;

  const session = (settings: GitHubSettings, between: Between = {}, credentials = token): Session<GitHubSettings> => {
    const own = createHttp({
      fetch: (url, init) => fetch(url, init),
      clock,
      destination: 'github',
      explain: github.explain,
      authorizer: {
        authorize: async (headers) => headers.set('authorization', `Bearer ${credentials}`),
        cureOf: () => null,
      },
    });
    const http: Http = {
      async request(request) {
        await between.before?.(request);
        const answer = await own.request(request);
        await between.after?.(request);
        return answer;
      },
    };
    return { siteUrl: `${world.url}/`, apiUrl: double.apiUrl, settings, http, clock, words: WORDS };
  };

  return {
    world,
    double,
    /** A repository of its own for a test, with one file, and how sessions are opened there. */
    place(base: GitHubSettings, options: RepositoryOptions = {}) {
      made += 1;
      const repository = world.addRepository(`ada/blog-${made}`, { 'index.md': 'Hello.\n' }, options);
      const { name, isPrivate } = repository;
      const settings = { ...base, repository: { owner: 'ada', name, isPrivate } };
      return { repository, settings, open: (between?: Between) => session(settings, between) };
    },
    session,
    stop: () => double.stop(),
  };
}

/** The worker died: at the request of this number (from 1), just before it left or just after its answer. */
export function deadAt(number: number, side: 'before' | 'after'): Between & { count: () => number } {
  let count = 0;
  const die = (): void => {
    if (count >= number) throw new DestinationError({ code: 'offline', destination: 'github' });
  };
  return {
    count: () => count,
    before() {
      count += 1;
      if (side === 'before') die();
    },
    after() {
      if (side === 'after') die();
    },
  };
}

/** As the outbox does it: looked up first, then created. */
export async function deliver(
  draft: Draft,
  key: string,
  session: Session<GitHubSettings>,
  images?: UploadedImages,
): Promise<Receipt> {
  return (await github.findDraft(key, session)) ?? github.createDraft(draft, key, {}, session, images);
}
