/** What a notification says of a draft that arrived while nobody looked. */
import '../../test/support/english.ts';
import { expect, test } from 'vitest';
import { ACCOUNT } from '../../test/support/background-house.ts';
import { draftWithImages } from '../../test/support/draft-with-images.ts';
import { createWorld } from '../../test/support/outbox-world.ts';
import type { Receipt } from '../destinations/destination.ts';
import type { EntryNews } from '../outbox/deps.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { Notice } from '../platform/notifications.ts';
import type { Account } from '../vault/account.ts';
import { createNotices } from './notices.ts';

const LINKS: Account = { ...ACCOUNT, destination: 'wordpress', settings: { images: 'link' } };
const COPIES: Account = { ...LINKS, settings: { images: 'copy' } };
const RECEIPT: Receipt = {
  ...{ v: 1, remoteId: '7', remote: {}, createdAt: '2026-01-01T00:00:00.000Z', leftOut: [] },
  editUrl: 'https://blog.example/wp-admin/post.php?post=7&action=edit',
};

/** What is said of a delivered draft of three images, one of them a mere link; or of what became of it instead. */
async function notice(account: Account, delivered: Partial<OutboxEntry>, news: EntryNews = 'answered') {
  const { outbox, store } = createWorld().background();
  const { id } = await outbox.open(draftWithImages('On tools'), {
    ...{ accountId: account.id, options: {}, incognito: false },
  });
  const entry = await store.update(id, (stored) => ({ ...stored, state: 'delivered', receipt: RECEIPT, ...delivered }));
  if (entry === null) throw new Error('it is gone');
  const said: Notice[] = [];
  const nothing = async () => undefined;
  const notices = createNotices({
    ...{ store, vault: { getAccount: async () => account }, isPopupOpen: async () => false },
    ...{ setBadge: nothing, closeNotification: nothing, openUrl: nothing, openOptions: nothing },
    notify: async (_id, given) => void said.push(given),
    undo: async () => entry,
  });
  await notices.onEntry(entry, news);
  expect(said).toHaveLength(1);
  return said[0] ?? expect.unreachable();
}

const told = async (...what: Parameters<typeof notice>): Promise<string> => (await notice(...what)).message;

const READY = '“On tools” is ready. Click to open it.';

test('as it was asked for: that it is ready, and nothing else', async () => {
  expect(await told(LINKS, {})).toBe(READY);
});

test('a short word of images that stayed links, and of what the site left out', async () => {
  const done = { name: 'n', state: 'done', image: { remoteId: '1', url: 'https://blog.example/1.png' } } as const;
  const uploads = [
    { ...done, imageId: 'image-1' },
    { ...done, imageId: 'image-2' },
  ];
  expect(await told(COPIES, { uploads })).toBe(`${READY} 1 image stays a link.`);
  const ignored = { receipt: { ...RECEIPT, ignored: ['tags', 'categories'] } } satisfies Partial<OutboxEntry>;
  expect(await told(COPIES, { uploads, ...ignored })).toBe(
    `${READY} Not everything went as asked; the clip window tells more. 1 image stays a link.`,
  );
});

test('what the draft is, where the site knows no drafts; nothing is promised of a click that has nowhere to go', async () => {
  const contentjet: Account = { ...ACCOUNT, destination: 'contentjet', settings: { images: 'link' } };
  const dated = 'It is an entry dated 30 December 2099.';
  expect(await told(contentjet, {})).toBe(`“On tools” is ready. ${dated} Click to open it.`);
  const { editUrl: _, ...unlinked } = RECEIPT;
  expect(await told(contentjet, { receipt: unlinked })).toBe(`“On tools” is ready. ${dated}`);
});

test.each([
  ['pull/4', [], 'Draft pull request in ada/blog, as ada'],
  ['pull/4', ['pull_request_draft'], 'Pull request in ada/blog, as ada'],
  ['tree/clipdraft/x', ['pull_request'], 'Draft on a branch in ada/blog, as ada'],
  ['edit/main/_drafts/x.md', [], 'Draft in ada/blog, as ada'],
] as const)('as what it stands in a repository: %s, without %j', async (path, ignored, title) => {
  const identity = { siteTitle: 'ada/blog', userName: 'ada', role: null };
  const github: Account = { ...LINKS, destination: 'github', siteUrl: 'https://github.com/', identity };
  const receipt = { ...RECEIPT, editUrl: `https://github.com/ada/blog/${path}`, ignored: [...ignored] };
  expect((await notice(github, { receipt })).title).toBe(title);
  expect((await notice(LINKS, {})).title).toBe('Draft in Blog');
});

test.each([
  ['reauthorization_required', 'Your sign-in has ended. Sign in again. The draft is kept.'],
  ['too_large', 'This draft is too large for the site. Clip a smaller passage.'],
] as const)('that it waits for the person, because of %s', async (code, message) => {
  const error = { code, destination: 'wordpress' };
  expect(await told(LINKS, { state: 'needs_attention', receipt: null, error }, 'refused')).toBe(message);
});

test('a sign-in that was interrupted is told by its site until none is left, and a click leads to the settings', async () => {
  const said: [string, string][] = [];
  const closed: string[] = [];
  const opened: string[] = [];
  const nothing = async () => undefined;
  const { store } = createWorld().background();
  const notices = createNotices({
    ...{ store, vault: { getAccount: async () => null }, isPopupOpen: async () => false },
    ...{ setBadge: nothing, openUrl: nothing, undo: () => expect.unreachable() },
    closeNotification: async (id) => void closed.push(id),
    notify: async (id, { message }) => void said.push([id, message]),
    openOptions: async (hash) => void opened.push(hash),
  });
  await notices.signInInterrupted({ siteUrl: 'https://blog.example:8443/' });
  const [[id, message] = ['', '']] = said;
  expect(message).toBe(
    'The browser stopped Clipdraft while you were signing in to blog.example:8443. Click to sign in again.',
  );
  await notices.onClick(id);
  expect(opened).toEqual(['']);
  await notices.noSignInInterrupted();
  expect(closed).toEqual([id]);
});

test('of a token that ends: which account, and a click opens its sign-in', async () => {
  const said: string[] = [];
  const opened: string[] = [];
  const nothing = async () => undefined;
  const notices = createNotices({
    ...{ store: createWorld().background().store, vault: { getAccount: async () => ACCOUNT } },
    ...{ setBadge: nothing, closeNotification: nothing, openUrl: nothing, isPopupOpen: async () => false },
    notify: async (id, { title, message }) => void said.push(id, title, message),
    openOptions: async (hash) => void opened.push(hash),
    undo: () => expect.unreachable(),
  });
  await notices.credentialsEnd(ACCOUNT, { at: 0, state: 'ended' });
  const [id = '', title, message] = said;
  expect(title).toContain(ACCOUNT.identity.siteTitle);
  expect(message).toMatch(/^The token has ended/);
  await notices.onClick(id);
  expect(opened).toEqual([`#sign-in-${ACCOUNT.id}`]);
});
