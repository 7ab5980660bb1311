import { afterAll, describe, expect, test } from 'vitest';
import { WORDS } from '../../../test/fixtures/draft.ts';
import {
  type Between,
  DRAFT,
  deliver,
  errorOf,
  JEKYLL_COMMIT,
  JEKYLL_PULL,
  NONCE,
  own,
  startGitHubSite,
  uploaded,
} from '../../../test/support/github-site.ts';
import type { HttpRequest } from '../destination.ts';
import { github } from './adapter.ts';
import { parseDeliveryKey } from './delivery-key.ts';
import { GATE, githubError } from './errors.ts';

const site = await startGitHubSite();
afterAll(() => site.stop());

describe('as a pull request', () => {
  test('the draft is one commit on a branch of its own, with a draft pull request against the site’s branch', async () => {
    const at = site.place(JEKYLL_PULL);
    const main = at.repository.head('main');
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const receipt = await github.createDraft(DRAFT, key, {}, at.open(), await uploaded(at.open()));
    const { branch, path } = parseDeliveryKey(key);
    expect(branch).toMatch(/^clipdraft\/\d{4}-\d\d-\d\d-a-draft-0a1b2c3d$/);
    expect(path).toMatch(/^_posts\/\d{4}-\d\d-\d\d-a-draft\.md$/);
    expect(at.repository.head('main')).toBe(main);
    expect(at.repository.messages(branch)).toHaveLength(2);
    expect(at.repository.paths(branch).filter((name) => !at.repository.paths('main').includes(name))).toEqual([
      path,
      expect.stringMatching(/^assets\/images\/.*\/cat\.png$/),
    ]);
    expect(at.repository.pulls).toMatchObject([
      { head: branch, base: 'main', draft: true, state: 'open', title: 'A draft' },
    ]);
    expect(at.repository.pulls[0]?.body).toBe(`${WORDS.pullRequest}\n\n${WORDS.source}: \`example.com/post\``);
    expect(receipt).toMatchObject({
      editUrl: `${site.world.url}/ada/${at.repository.name}/pull/1`,
      revision: at.repository.head(branch),
    });
    expect(receipt.ignored).toBeUndefined();
    expect(await github.findDraft(key, at.open())).toEqual(receipt);
    expect(await github.getDraft(receipt, at.open())).toMatchObject({ title: 'A draft', status: 'draft', slug: key });
  });

  test('nothing of it can be seen before its branch', async () => {
    const at = site.place(JEKYLL_PULL);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const before = site.double.requests.length;
    await github.createDraft(DRAFT, key, {}, at.open());
    const sent = site.double.requests.slice(before).map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    expect(sent.filter((line) => !line.startsWith('GET'))).toEqual([
      'POST trees',
      'POST commits',
      'POST refs',
      'POST pulls',
    ]);
  });

  test('an ordinary pull request where the plan has no drafts, and that is said', async () => {
    const at = site.place(JEKYLL_PULL, { isPrivate: true });
    const receipt = await deliver(DRAFT, await github.deliveryKey(DRAFT, NONCE, at.open()), at.open());
    expect(at.repository.pulls).toMatchObject([{ draft: false, state: 'open' }]);
    expect(receipt.ignored).toEqual(['pull_request_draft']);
  });

  test('the branch alone where no pull request may be opened, and that is said', async () => {
    const at = site.place(JEKYLL_PULL);
    const token = site.world.addFineGrainedToken('ada', { permissions: { contents: 'write', pull_requests: 'read' } });
    const open = () => site.session(at.settings, {}, token);
    const key = await github.deliveryKey(DRAFT, NONCE, open());
    const receipt = await deliver(DRAFT, key, open());
    const { branch } = parseDeliveryKey(key);
    expect(receipt.ignored).toEqual(['pull_request']);
    expect(receipt.editUrl).toBe(`${site.world.url}/ada/${at.repository.name}/tree/${branch}`);
    expect(own(at.repository)).toEqual([branch]);
    // Once more, as after a lost answer: the same branch, the same receipt.
    expect(await deliver(DRAFT, key, open())).toEqual(receipt);
    expect(own(at.repository)).toEqual([branch]);
    await github.deleteDraft(receipt, open());
    expect(own(at.repository)).toEqual([]);
  });

  test.each(['merged', 'closed'] as const)(
    'a pull request that was %s is found, and nothing is sent again',
    async (end) => {
      const at = site.place(JEKYLL_PULL);
      const key = await github.deliveryKey(DRAFT, NONCE, at.open());
      await deliver(DRAFT, key, at.open());
      if (end === 'merged') at.repository.merge(1);
      else at.repository.close(1);
      at.repository.deleteRef(`refs/heads/${parseDeliveryKey(key).branch}`);
      const found = await github.findDraft(key, at.open());
      expect(found?.editUrl).toMatch(/\/pull\/1$/);
      if (found === null) throw new Error('it was not found');
      if (end === 'merged') expect(await github.getDraft(found, at.open())).toMatchObject({ status: 'merged' });
      else expect(await errorOf(github.getDraft(found, at.open()))).toMatchObject({ code: 'not_found' });
    },
  );

  test('where something else refuses the pull request, it is opened later', async () => {
    const at = site.place(JEKYLL_PULL);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    const gate: Between = {
      before({ method, url }) {
        if (method === 'POST' && url.endsWith('/pulls')) throw githubError('insufficient_scope', GATE);
      },
    };
    expect(await errorOf(deliver(DRAFT, key, at.open(gate)))).toMatchObject({ reason: GATE });
    expect((await deliver(DRAFT, key, at.open())).editUrl).toMatch(/\/pull\/1$/);
  });

  test('another branch’s pull request is never taken for the draft’s own, not even by a server that filters nothing', async () => {
    const at = site.place(JEKYLL_PULL);
    const session = at.open();
    const { http } = session;
    const unfiltered = {
      ...session,
      http: {
        request: <T>(asked: HttpRequest<T>) => http.request({ ...asked, url: asked.url.replace(/head=[^&]*&/, '') }),
      },
    };
    await deliver(DRAFT, await github.deliveryKey(DRAFT, 'ffffffff', session), session);
    const key = await github.deliveryKey(DRAFT, NONCE, session);
    expect(await github.findDraft(key, unfiltered)).toBeNull();
    const receipt = await deliver(DRAFT, key, unfiltered);
    await github.deleteDraft(receipt, unfiltered);
    expect(at.repository.pulls).toMatchObject([{ state: 'open' }, { state: 'closed' }]);
  });

  test('a branch that the person has taken over by hand is delivered: there is nothing to pull', async () => {
    const at = site.place(JEKYLL_PULL);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    await errorOf(github.createDraft(DRAFT, key, {}, at.open({ before: refusePulls })));
    const head = at.repository.head(parseDeliveryKey(key).branch) ?? '';
    at.repository.setRef('refs/heads/main', head);
    expect((await deliver(DRAFT, key, at.open())).ignored).toEqual(['pull_request']);
  });

  test('the branch that the pull request is for may have got another name since', async () => {
    const at = site.place(JEKYLL_PULL);
    const key = await github.deliveryKey(DRAFT, NONCE, at.open());
    await errorOf(github.createDraft(DRAFT, key, {}, at.open({ before: refusePulls })));
    at.repository.setRef('refs/heads/trunk', at.repository.head('main') ?? '');
    at.repository.deleteRef('refs/heads/main');
    expect(await errorOf(deliver(DRAFT, key, at.open()))).toMatchObject({
      code: 'not_found',
      reason: 'github_branch_gone',
    });
    await deliver(DRAFT, key, site.session({ ...at.settings, branch: 'trunk' }));
    expect(at.repository.pulls).toMatchObject([{ base: 'trunk', state: 'open' }]);
  });
});

test.each([
  ['that git has forgotten', (name: string) => `ada/${name}@${'0'.repeat(40)}`],
  ['of a repository that the account had before', () => `ada/other@${'0'.repeat(40)}`],
])('a copy %s stays a link: the text does not wait for it', async (_, remoteId) => {
  const at = site.place(JEKYLL_COMMIT);
  const key = await github.deliveryKey(DRAFT, NONCE, at.open());
  const [[src] = ['']] = await uploaded(at.open());
  const gone = { remoteId: remoteId(at.repository.name), url: `git-blob:${'0'.repeat(40)}/cat.png` };
  await github.createDraft(DRAFT, key, {}, at.open(), new Map([[src, gone]]));
  expect(at.repository.read('_drafts/a-draft.md')).toContain(src);
  expect(at.repository.paths()).toEqual(['_drafts/a-draft.md', 'index.md']);
});

/** The worker dies right before the pull request. */
function refusePulls({ method, url }: { method: string; url: string }): void {
  if (method === 'POST' && url.endsWith('/pulls')) throw new Error('dead');
}
