/** Who may do what, and what WordPress leaves out without a word. */
import * as v from 'valibot';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { APPLICATION_ID } from '../../src/auth/application-password.ts';
import type { DraftOptions } from '../../src/destinations/destination.ts';
import { resolveReferences } from '../../src/destinations/references.ts';
import type { Draft } from '../../src/draft/draft.ts';
import { aClip, aDraft } from '../fixtures/draft.ts';
import { jsonAnswer } from '../servers/faults.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import type { WordPressRole } from '../servers/wordpress-users.ts';
import { errorOf, openSession } from './harness.ts';
import { newKey, newNonce } from './keys.ts';
import { credentialsOf, ownServer, wordpressHarness } from './wordpress-harness.ts';

const server = await ownServer();
const { running } = server;
const harness = await wordpressHarness(server, { signIn: 'application_password', apiPath: '/wp-json/' });
const { destination, faults } = harness;
const site = new WordPressSite(server.url, running.users.administrator);
afterAll(() => harness.stop());
beforeEach(async () => {
  faults.set({ kind: 'pass' });
  await running.switches.set([]);
});

type Session = Awaited<ReturnType<typeof openSession>>;
const sessionOf = (role: WordPressRole, url = harness.url): Promise<Session> =>
  openSession(harness, { url, credentials: credentialsOf(running.users[role], 'application_password') });

async function create(role: WordPressRole | Session, more: Partial<Draft> = {}, options: DraftOptions = {}) {
  const session = typeof role === 'string' ? await sessionOf(role) : role;
  const receipt = await destination.createDraft(aDraft(more), newKey(destination), options, session);
  return { receipt, session, post: await site.post(receipt.remoteId) };
}

describe('who may write', () => {
  test.each(['administrator', 'editor', 'author', 'contributor'] as const)(
    '%s: from the first try to undo',
    async (role) => {
      const session = await sessionOf(role);
      const key = newKey(destination);
      const tags = [`contract ${newNonce()}`];
      const receipt = await destination.createDraft(aDraft({ tags }), key, {}, session);
      expect(receipt.ignored).toBeUndefined();
      expect(await site.tagsOf(receipt.remoteId)).toEqual(tags);
      expect(await harness.editor.authorOf(receipt)).toBe(running.users[role].displayName);
      expect(receipt.editUrl).toBe(`${harness.url}/wp-admin/post.php?post=${receipt.remoteId}&action=edit`);
      expect(await destination.findDraft(key, session)).toMatchObject({ remoteId: receipt.remoteId });
      await destination.tidy(receipt, aDraft(), session);
      expect((await site.post(receipt.remoteId)).slug).toBe('');
      await destination.deleteDraft(receipt, session);
      await expect(site.post(receipt.remoteId)).rejects.toThrow('rest_post_invalid_id');
    },
  );

  test('a subscriber may not, and is told so', async () => {
    const error = await errorOf(harness, create('subscriber'));
    expect(error.code).toBe('insufficient_scope');
  });

  test('two people’s drafts are never taken for each other’s', async () => {
    const key = newKey(destination);
    const session = await sessionOf('author');
    const receipt = await destination.createDraft(aDraft(), key, {}, session);
    expect(await destination.findDraft(key, await sessionOf('contributor'))).toBeNull();
    await destination.deleteDraft(receipt, session);
  });
});

describe('tags', () => {
  test('stand there already, in whatever case, or are made; each once', async () => {
    const nonce = newNonce();
    const id = await site.createTerm('tags', `Contract Zürich ${nonce}`);
    const tags = [`contract Zürich ${nonce}`, `contract R&D <b> ${nonce}`, `contract "x" &amp; ${nonce}`];
    const first = await create('author', { tags });
    const second = await create('contributor', { tags });
    expect(first.post.tags).toContain(id);
    expect(first.post.tags).toHaveLength(3);
    expect(second.post.tags.toSorted()).toEqual(first.post.tags.toSorted());
    expect(second.receipt.ignored).toBeUndefined();
    const offered = (await destination.options(first.session)).tags;
    expect(offered).toEqual(expect.arrayContaining([`Contract Zürich ${nonce}`, ...tags.slice(1)]));
  });

  test('who may not make one gets the draft without it, and is told', async () => {
    const session = await sessionOf('author', faults.url);
    faults.set(({ method, path }) =>
      method === 'POST' && path.includes('/tags') ? jsonAnswer(403, { code: 'rest_cannot_create' }) : { kind: 'pass' },
    );
    const { receipt, post } = await create(session, { tags: ['contract refused'] });
    expect(receipt.ignored).toEqual(['tags']);
    expect(post.tags).toEqual([]);
  });

  test('a name that WordPress can’t take does not keep the draft back', async () => {
    const session = await sessionOf('author', faults.url);
    faults.set(({ method, path }) =>
      method === 'POST' && path.includes('/tags') ? jsonAnswer(500, { code: 'db_insert_error' }) : { kind: 'pass' },
    );
    expect((await create(session, { tags: ['contract 🎉'] })).receipt.ignored).toEqual(['tags']);
  });
});

describe('categories', () => {
  test('are offered as a tree, and chosen by id', async () => {
    const parent = await site.createTerm('categories', `Contract ${newNonce()}`);
    const child = await site.createTerm('categories', `Contract & child ${newNonce()}`);
    await site.call('POST', `categories/${child}`, {}, { parent });
    const session = await sessionOf('contributor');
    const { categories = [] } = await destination.options(session);
    const at = categories.findIndex(({ id }) => id === String(parent));
    expect(categories[at]?.depth).toBe(0);
    expect(categories[at + 1]).toMatchObject({ id: String(child), depth: 1 });
    expect(categories[at + 1]?.name).toContain('Contract & child');
    const { post, receipt } = await create(session, {}, { categoryIds: [String(child)] });
    expect(post.categories).toEqual([child]);
    expect(receipt.ignored).toBeUndefined();
  });

  test('one that is gone meanwhile is told', async () => {
    expect((await create('editor', {}, { categoryIds: ['999999'] })).receipt.ignored).toEqual(['categories']);
  });

  test('without a choice the site’s own default stands', async () => {
    expect((await create('author')).post.categories).toHaveLength(1);
  });
});

describe('the author', () => {
  test('is offered and chosen by those who may edit others’ posts', async () => {
    const session = await sessionOf('editor');
    const { authors } = await destination.options(session);
    const oscar = authors.find(({ name }) => name === running.users.author.displayName);
    expect(oscar).toBeDefined();
    expect(authors.map(({ name }) => name)).not.toContain(running.users.subscriber.displayName);
    const { receipt, post } = await create(session, {}, { authorId: oscar?.id ?? '' });
    expect(String(post.author)).toBe(oscar?.id);
    expect(receipt.ignored).toBeUndefined();
  });

  test('is oneself for all others, who are told', async () => {
    const session = await sessionOf('author');
    expect((await destination.options(session)).authors).toEqual([]);
    const { receipt } = await create(session, {}, { authorId: '1' });
    expect(receipt.ignored).toEqual(['author']);
    expect(await harness.editor.authorOf(receipt)).toBe(running.users.author.displayName);
  });
});

describe('what a role’s filter would do', () => {
  const title = 'Using <div> & </div>, R&D and &amp;';
  const content = aClip({
    content: {
      type: 'root',
      children: [
        {
          type: 'element',
          tagName: 'iframe',
          properties: { src: 'https://frames.example/one', title: 'A frame' },
          children: [],
        },
        { type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: 'After it' }] },
      ],
    },
  });
  const asStored = async (role: WordPressRole) =>
    (await create(role, { title, excerpt: 'a <b> c', passages: [content] })).post;

  test.each(['administrator', 'contributor'] as const)('%s: titles and excerpts lose nothing', async (role) => {
    const { receipt, session, post } = await create(role, { title, excerpt: 'a <b> c' });
    expect((await destination.getDraft(receipt, session)).title).toBe(title);
    expect(post.title.rendered).not.toMatch(/[<>]/);
    expect(resolveReferences(post.title.rendered)).toBe(title);
    expect(post.excerpt.raw).toBe('a &lt;b&gt; c');
  });

  test('a site that lets nobody write what it likes gets of an administrator what an author would send', async () => {
    const asAuthor = (await asStored('author')).content.raw;
    const asAdmin = (await asStored('administrator')).content.raw;
    expect(asAdmin).toContain('<iframe');
    expect(asAuthor).not.toContain('<iframe');
    await running.switches.set(['unfiltered_html_forbidden']);
    expect((await asStored('administrator')).content.raw).toBe(asAuthor);
  });
});

describe('what the person does meanwhile', () => {
  test('a draft in the trash did arrive: it is not sent again, and undo leaves it there', async () => {
    const key = newKey(destination);
    const session = await sessionOf('author');
    const receipt = await destination.createDraft(aDraft(), key, {}, session);
    await site.call('DELETE', `posts/${receipt.remoteId}`);
    const found = await destination.findDraft(key, session);
    expect(found?.remoteId).toBe(receipt.remoteId);
    await destination.tidy(receipt, aDraft(), session);
    await destination.deleteDraft(receipt, session);
    expect(await site.post(receipt.remoteId)).toMatchObject({ status: 'trash' });
  });

  test('what was handed in for review is no draft any more: undo leaves it alone', async () => {
    const { receipt, session } = await create('contributor');
    await site.edit(receipt.remoteId, { status: 'pending' });
    const error = await errorOf(harness, destination.deleteDraft(receipt, session));
    expect(error).toMatchObject({ code: 'conflict', reason: 'wordpress_no_longer_draft' });
  });
});

describe('removing the account', () => {
  const passwords = async (): Promise<unknown> =>
    site.call('GET', 'users/me/application-passwords', { _fields: 'name' });

  async function withPasswordOf(application: object): Promise<Session> {
    const { password } = v.parse(
      v.object({ password: v.string() }),
      await site.call('POST', 'users/me/application-passwords', {}, { name: `Tests ${newNonce()}`, ...application }),
    );
    const username = running.users.administrator.login;
    return openSession(harness, { credentials: { method: 'application_password', username, password } });
  }

  test('leaves a password alone that a person has made by hand', async () => {
    const session = await withPasswordOf({});
    const before = await passwords();
    await destination.revoke?.(session);
    expect(await passwords()).toEqual(before);
  });

  test('takes back the very password that was made for it', async () => {
    const before = await passwords();
    const session = await withPasswordOf({ app_id: APPLICATION_ID });
    await destination.revoke?.(session);
    expect(await passwords()).toEqual(before);
    expect((await errorOf(harness, destination.options(session))).code).toBe('credentials_rejected');
    await destination.revoke?.(session);
  });

  test('with a token takes back nothing', async () => {
    const before = await passwords();
    const credentials = credentialsOf(running.users.administrator, 'jwt_login');
    await destination.revoke?.(await openSession(harness, { credentials }));
    expect(await passwords()).toEqual(before);
  });
});

test('a body may be as large as it may be, and not larger', async () => {
  const { bodyBytes } = destination.descriptor.limits;
  const note = (bytes: number): string => `${'word '.repeat(199)}\n\n`.repeat(bytes / 1100);
  const { post } = await create('author', { note: note(bodyBytes * 0.98) });
  expect(post.content.raw.length).toBeGreaterThan(bodyBytes * 0.8);
  const error = await errorOf(harness, create('author', { note: note(bodyBytes * 1.3) }));
  expect(error.code).toBe('too_large');
});
