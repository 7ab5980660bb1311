/** The set-up of a Contentjet account from nothing, and the road of a clip into it; each obstacle with its cure. */
import type { Page } from '@playwright/test';
import { type ContentjetWorld, expect, TITLE, test } from './contentjet-world.ts';
import { violations } from './drivers/axe.ts';
import type { ChromiumDriver } from './drivers/chromium.ts';
import { openSignIn } from './drivers/connect.ts';
import { connectContentjet, openContentjetSignIn, openWhere, typeLogin } from './drivers/connect-contentjet.ts';

const QUOTE = { menuItemId: 'selection|send|', selectionText: 'as the browser says it' };
const UI_URL = 'https://edit.example/';

async function stored(driver: ChromiumDriver): Promise<Record<string, unknown>> {
  const worker = await driver.worker();
  return worker.evaluate(() => chrome.storage.local.get<Record<string, unknown>>(null));
}

const says = (page: Page, text: string) => expect(page.getByText(text).first()).toBeVisible();
const connect = (page: Page) => page.getByRole('button', { name: 'Connect', exact: true }).click();

test('from nothing to an account with both grants, clipped by the menu, undone', async ({ world }) => {
  const { driver, contentjet, project, site } = world;
  const { author } = contentjet.users;
  const options = await openWhere(driver, contentjet.url, author, { client: contentjet.client, type: 'Article' });
  await says(options, 'Signed in as Arthur Author');
  // There is one project: it is not asked for.
  await expect(options.locator('.told').filter({ hasText: 'Project' })).toHaveText('Project Web clips');
  await expect(options.locator('.told').filter({ hasText: 'source' })).toHaveText('source Address of the page');
  await says(options, 'A draft here is an entry dated 30 December 2099');
  await options.locator('#ui-address').fill('edit.example/project/1/entries/1/9');
  await connect(options);
  await expect(options.locator('.connected')).toHaveText('Connected to Web clips as Arthur Author (Author).');
  await says(options, "The project's client may read; it can never write");
  const local = JSON.stringify(await stored(driver));
  for (const secret of [author.password, contentjet.client.secret]) expect(local).not.toContain(secret);

  await driver.clickMenu(await world.article('article'), QUOTE);
  await expect.poll(() => project.countByName(TITLE), { timeout: 20_000 }).toBe(1);
  const [listed] = await project.entries(TITLE);
  // The tag that a lost delivery is found by is taken off at the end.
  await expect.poll(() => project.tagsOf(listed?.id ?? 0)).toEqual([]);
  const entry = await project.entry(listed?.id ?? 0);
  const [image] = await project.media();
  expect(entry).toMatchObject({ published: '2099-12-30T00:00:00.000Z', userId: author.id });
  expect(entry.fields).toMatchObject({ title: TITLE, source: null });
  expect(entry.fields.body).toContain('> A good tool keeps **every word**');
  expect(entry.fields.body).toContain(`![A bench with tools](${image?.file}`);
  // The other host allows nobody to read its image, and nobody was asked to.
  expect(entry.fields.body).toContain(`(${site.url.replace('127.0.0.1', 'localhost')}/far.png`);

  const popup = await world.popupOver(await world.article('h1'));
  const link = popup.getByRole('link', { name: 'Open' }).first();
  expect(await link.getAttribute('href')).toBe(`${UI_URL}project/1/entries/${entry.entryTypeId}/${entry.id}`);
  await popup.getByRole('button', { name: 'Undo' }).click();
  await says(popup, 'The draft was taken back');
  await expect.poll(() => contents(world)).toEqual({ entries: 0, media: 0 });
});

test('a sign-in that has ended: the draft is kept, the client fills the page, the password alone sends it', async ({
  world,
}) => {
  const { driver, contentjet } = world;
  const { author } = contentjet.users;
  const choices = { client: contentjet.client, stay: 'Only while drafts wait', type: 'Article' } as const;
  await (await connectContentjet(driver, contentjet.url, author, choices)).close();
  world.later(301);
  const page = await world.article('#passage');
  await driver.clickMenu(page, QUOTE);
  const popup = await world.popupOver(page);
  await says(popup, 'Your sign-in has ended and the password is not kept.');
  expect(await contents(world)).toEqual({ entries: 0, media: 0 });

  const options = await openedByNotice(driver);
  await says(options, 'Arthur Author');
  await expect(options.locator('#password')).toBeFocused();
  await options.keyboard.type('not my password');
  await options.keyboard.press('Enter');
  await says(options, 'The e-mail address or the password is not right.');
  expect(await violations(options)).toEqual([]);
  await options.locator('#password').fill(author.password);
  await options.keyboard.press('Enter');
  await says(options, '1 waiting clip is on its way.');
  await expect.poll(() => contents(world)).toEqual({ entries: 1, media: 1 });

  // As when the browser restarts: what there is to choose is read by the client.
  await (await driver.worker()).evaluate(() => chrome.storage.session.clear());
  await options.getByRole('button', { name: 'Done' }).click();
  await options.getByRole('button', { name: 'Change', exact: true }).click();
  await says(options, 'Your sign-in has ended. Enter your password to save.');
  await expect(options.locator('#password')).toBeFocused();
  await expect(options.locator('#entry-type option:checked')).toHaveText('Article');
  await options.getByRole('radio', { name: 'Link to the originals' }).check();
  await options.getByRole('button', { name: 'Save' }).click();
  await expect(options.locator('#password')).toBeFocused();
  expect(await violations(options)).toEqual([]);
  await options.keyboard.type(author.password);
  await options.keyboard.press('Enter');
  await says(options, 'Connected to Web clips as Arthur Author (Author).');
});

test('a sign-in that is to last while the browser is open is renewed by an alarm of its own', async ({ world }) => {
  const { driver, contentjet } = world;
  await (await connectContentjet(driver, contentjet.url, contentjet.users.author, { type: 'Article' })).close();
  const refreshes = (): number => contentjet.requests.filter(({ path }) => path === '/token-refresh').length;
  const dueIn = async (): Promise<number> => {
    const alarm = await (await driver.worker()).evaluate(() => chrome.alarms.get('clipdraft-renew'));
    return (alarm?.scheduledTime ?? 0) - Date.now();
  };
  // A token of five minutes, two of them left to its last renewals.
  await expect.poll(dueIn).toBeGreaterThan(120_000);
  expect(await dueIn()).toBeLessThan(180_000);
  expect(refreshes()).toBe(0);

  const worker = await driver.worker();
  await worker.evaluate(async () => {
    for (const [key, token] of Object.entries(await chrome.storage.session.get<Record<string, object>>(null))) {
      if (key.startsWith('token:')) {
        await chrome.storage.session.set({ [key]: { ...token, expiresAt: Date.now() + 100_000 } });
      }
    }
  });
  await driver.fireAlarm('clipdraft-renew');
  await expect.poll(refreshes).toBe(1);
  await expect.poll(dueIn).toBeGreaterThan(120_000);
});

test('what is in the way is said where it is, and nothing is stored before', async ({ world }) => {
  const { driver, contentjet, project, site } = world;
  const { author } = contentjet.users;
  const page = await openSignIn(driver, 'contentjet', `${site.url}/projects`);
  await says(page, 'A page answers at this address, perhaps the one where you edit.');
  await page.locator('#address').fill(contentjet.url);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.locator('#password').waitFor();
  expect(await violations(page)).toEqual([]);
  await typeLogin(page, { username: '', password: '' }, { client: contentjet.client });
  await says(page, 'A client may only read.');
  await expect(page.locator('#username')).toBeFocused();
  expect(await violations(page)).toEqual([]);
  await page.locator('#username').fill(author.username);
  await page.locator('#password').fill(author.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Where your clips go' })).toBeFocused();
  await page.locator('#entry-type').selectOption({ label: 'Strict' });
  await page.locator('#ui-address').fill(contentjet.url);
  await connect(page);
  await expect(page.locator('#fill-category')).toBeFocused();
  await expect(page.locator('#fill-category')).toHaveAccessibleDescription(/^Required/);
  await expect(page.locator('#fill-category-error')).toHaveText(
    'Choose what fills this. No entry is taken without it.',
  );
  await says(page, 'This is the address of the API.');
  expect(await violations(page)).toEqual([]);

  const related = await project.create(contentjet.entryTypes.note, 'Elsewhere', { text: 'More' });
  await page.locator('#fill-category').selectOption('Always: blog');
  for (const [name, value] of Object.entries({ rating: '9', accent: '#336699', related: `${related}` })) {
    await page.locator(`#fill-${name}`).selectOption('Always the same…');
    await page.locator(`#fill-${name}-constant`).fill(value);
  }
  await page.locator('#ui-address').fill('');
  await connect(page);
  await expect(page.locator('#fill-rating-constant')).toBeFocused();
  await says(page, 'Too large: at most 5.');
  expect(Object.keys(await stored(driver)).filter((key) => key.startsWith('account:'))).toEqual([]);
  await page.locator('#fill-rating-constant').fill('4');
  await page.keyboard.press('Enter');
  await says(page, 'Connected to Web clips as Arthur Author (Author).');

  await driver.clickMenu(await world.article('#words'), QUOTE);
  await expect.poll(() => project.countByName(TITLE)).toBe(1);
  const [entry] = await project.entries(TITLE);
  expect((await project.entry(entry?.id ?? 0)).fields).toMatchObject({
    ...{ category: ['blog'], rating: 4, accent: '#336699' },
    related: [{ id: related }],
  });
});

test('an entry type that has changed at the site: its new field is marked, and what waited goes out', async ({
  world,
}) => {
  const { driver, contentjet, project } = world;
  await (await connectContentjet(driver, contentjet.url, contentjet.users.author, { type: 'Note' })).close();
  const text = { name: 'text', fieldType: 'LONGTEXT', format: 'plaintext', required: true };
  const kicker = { name: 'kicker', label: 'Kicker', fieldType: 'TEXT', format: 'email', required: true };
  await project.changeEntryType(contentjet.entryTypes.note, [text, kicker]);
  await driver.clickMenu(await world.article('#words'), QUOTE);

  const options = await openedByNotice(driver);
  await says(options, 'This entry type has changed in Contentjet since you set it up.');
  await expect(options.locator('.field', { has: options.locator('#fill-kicker') })).toContainText('New');
  expect(await violations(options)).toEqual([]);
  await options.locator('#fill-kicker').selectOption('Always the same…');
  await options.locator('#fill-kicker-constant').fill('desk@example.com');
  await options.getByRole('button', { name: 'Save' }).click();
  await says(options, '1 waiting clip is on its way.');
  await expect.poll(() => project.countByName(TITLE)).toBe(1);
});

test('a field that must hold an image wants copies, and says so where links are chosen', async ({ world }) => {
  const { driver, contentjet, project } = world;
  const hero = { name: 'hero', label: 'Hero', fieldType: 'MEDIA', required: true };
  await project.addEntryType('Pictured', [{ name: 'body', fieldType: 'LONGTEXT' }, hero]);
  const page = await openWhere(driver, contentjet.url, contentjet.users.author, { type: 'Pictured' });
  const images = page.getByRole('radiogroup', { name: 'Images in clips' });
  await expect(images).not.toHaveAttribute('aria-invalid');
  await page.getByRole('radio', { name: 'Link to the originals' }).check();
  await expect(images).toHaveAccessibleDescription(/^Only a copied image can fill Hero\./);
  expect(await violations(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Address where you edit' }).focus();
  await connect(page);
  await expect(page.getByRole('radio', { name: 'Link to the originals' })).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(images).not.toHaveAttribute('aria-invalid');
  await connect(page);
  await says(page, 'Connected to Web clips as Arthur Author (Author).');
});

test('an entry type that is gone is named, and no other is taken without asking', async ({ world }) => {
  const { driver, contentjet, project } = world;
  const options = await connectContentjet(driver, contentjet.url, contentjet.users.author, { type: 'Note' });
  await project.removeEntryType(contentjet.entryTypes.note);
  await options.getByRole('button', { name: 'Done' }).click();
  await options.getByRole('button', { name: 'Change', exact: true }).click();
  await says(options, 'No longer there: Note.');
  await expect(options.locator('#entry-type option:checked')).toHaveText('Choose…');
  await expect(options.getByRole('button', { name: 'Save' })).toHaveCount(0);
  expect(await violations(options)).toEqual([]);
  await options.locator('#entry-type').selectOption({ label: 'Article' });
  await options.getByRole('button', { name: 'Save' }).click();
  await says(options, 'Connected to Web clips as Arthur Author (Author).');
});

test('another project has its own entry types; every kind of field can be filled, by the keyboard and by ear', async ({
  world,
}) => {
  const { driver, contentjet } = world;
  const page = await openContentjetSignIn(driver, contentjet.url);
  await typeLogin(page, contentjet.users.admin);
  await page.locator('#project').selectOption('Other project');
  await expect(page.locator('.told').filter({ hasText: 'Entry type' })).toHaveText('Entry type Foreign type');
  await page.locator('#project').selectOption('Web clips');
  await page.locator('#entry-type').selectOption('Every kind of field');
  expect(await violations(page)).toEqual([]);
  await page.locator('form:not([hidden])').getByRole('button', { name: 'Change' }).click();
  await expect(page.locator('#fill-headline')).toBeFocused();
  for (const list of await page.locator('select[id^=fill-]').all()) {
    const constant = list.locator('option[value=constant]');
    if ((await constant.count()) > 0) await list.selectOption('constant');
  }
  expect(await violations(page)).toEqual([]);
  await page.locator('#fill-topics-constant-1').check();
  await page.locator('#fill-clipped_at-constant').fill('2026-01-02T03:04');
  await connect(page);
  await expect(page.locator('#fill-headline-constant')).toBeFocused();
  await expect(page.locator('[aria-invalid]')).toHaveCount(12);
});

async function openedByNotice(driver: ChromiumDriver): Promise<Page> {
  await expect.poll(() => driver.notifications()).toHaveLength(1);
  const [id = ''] = await driver.notifications();
  const opening = driver.context.waitForEvent('page');
  await driver.clickNotification(id);
  return opening;
}

/** How much the project holds. */
async function contents({ project }: ContentjetWorld): Promise<{ entries: number; media: number }> {
  return { entries: await project.countByName(TITLE), media: (await project.media()).length };
}
