/** The popup for a Contentjet: what its fields take is shown as one types, what it refuses beside the field it is about. */
import type { Locator, Page } from '@playwright/test';
import {
  ARTICLE_URL,
  arrival,
  connect,
  expect,
  openArticle,
  popupOf,
  SMALL,
  TITLE,
  test,
} from './contentjet-popup-world.ts';
import { violations } from './drivers/axe.ts';

const title = (popup: Page): Locator => popup.getByRole('textbox', { name: 'Title' });
const note = (popup: Page): Locator => popup.getByRole('textbox', { name: 'Your note' });
const tags = (popup: Page): Locator => popup.getByRole('combobox', { name: 'Tags' });
const cut = (popup: Page): Locator => popup.getByLabel('Cut it at the end of a paragraph and link to the source');
const sendButton = (popup: Page): Locator => popup.getByRole('button', { name: /^Send to/ });

test('a note that makes the text too long: how much, as one types, and a cut at a paragraph with the source below it', async ({
  world,
}) => {
  await connect(world, { type: 'Article' });
  const popup = await popupOf(world);
  await expect(sendButton(popup)).toBeEnabled();
  await expect(popup.getByText(/characters? too long/)).toHaveCount(0);
  await note(popup).fill('A sentence of six words. '.repeat(1150));
  await expect(popup.getByText(/^[\d,]+ characters left$/)).toBeVisible();
  await note(popup).fill('A sentence of its own length.\n\n'.repeat(1000));
  const over = popup.getByText(/^The text is [\d,]+ characters too long: this site takes 30,000\.$/);
  await expect(over).toBeVisible();
  const before = await over.textContent();
  await note(popup).press('End');
  await note(popup).pressSequentially('More words');
  await expect(over).not.toHaveText(before ?? '');
  await expect(sendButton(popup)).toBeDisabled();
  expect(await violations(popup)).toEqual([]);

  // A press on the button leads to the cure.
  await sendButton(popup).click({ force: true });
  await expect(cut(popup)).toBeFocused();
  await cut(popup).check();
  await expect(popup.getByText('Its end will be left out.')).toBeVisible();
  await expect(sendButton(popup)).toBeEnabled();
  expect(await violations(popup)).toEqual([]);
  await sendButton(popup).click();
  const { body } = (await arrival(world)).fields;
  const text = String(body);
  expect(text.length).toBeLessThanOrEqual(30_000);
  expect(text.length).toBeGreaterThan(29_000);
  expect(text.split('\n').at(-1)).toContain(`](${ARTICLE_URL}`);
  expect(text).toContain('A sentence of its own length.\n\n…');
});

test('a cut is offered no more once the text is short enough, and may be taken back', async ({ world }) => {
  await connect(world, { type: 'Article' });
  const popup = await popupOf(world);
  await note(popup).fill('A sentence. '.repeat(3000));
  await cut(popup).check();
  await expect(popup.getByText('Its end will be left out.')).toBeVisible();
  await note(popup).fill('A sentence.');
  await expect(popup.getByText('Its end will be left out.')).toHaveCount(0);
  await expect(cut(popup)).toBeChecked();
  await cut(popup).click();
  await expect(cut(popup)).toHaveCount(0);
});

test('the title and the excerpt have the room of their fields, and what must be there is asked for', async ({
  world,
}) => {
  await world.project.addEntryType('Small', SMALL);
  await connect(world, { type: 'Small' });
  const popup = await popupOf(world);
  await expect(popup.getByText('6 characters left')).toBeVisible();
  await expect(popup.getByText('Teaser: must not be empty.')).toBeVisible();
  await expect(sendButton(popup)).toBeDisabled();
  await popup.getByRole('textbox', { name: 'Excerpt' }).fill('Too long a summary of the benches');
  await expect(popup.getByText('3 characters too many')).toBeVisible();
  await popup.getByRole('textbox', { name: 'Excerpt' }).fill('Of benches');
  await expect(popup.getByText('Teaser: must not be empty.')).toHaveCount(0);
  await expect(sendButton(popup)).toBeEnabled();

  await title(popup).fill(`${TITLE}, and benches`);
  await expect(popup.getByText('7 characters too many')).toBeVisible();
  await expect(sendButton(popup)).toBeDisabled();
  expect(await violations(popup)).toEqual([]);
  await note(popup).focus();
  await popup.keyboard.press('Control+Enter');
  await expect(title(popup)).toBeFocused();
  await title(popup).fill(`${TITLE}, two`);
  await expect(sendButton(popup)).toBeEnabled();
  await popup.keyboard.press('Control+Enter');
  expect((await arrival(world)).fields).toMatchObject({ title: `${TITLE}, two`, teaser: 'Of benches' });
});

test('a tag is shown as it will be, and one that can’t be is named beside the field', async ({ world }) => {
  await connect(world, { type: 'Article' });
  const popup = await popupOf(world);
  await tags(popup).fill('Web Clip,');
  await expect(popup.getByText('Written there as: web-clip')).toBeVisible();
  await tags(popup).fill('日本語');
  await tags(popup).press('Enter');
  await expect(popup.getByText('日本語: the site does not accept what stands there.')).toBeVisible();
  await expect(sendButton(popup)).toBeDisabled();
  expect(await violations(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Remove the tag 日本語' }).click();
  await expect(sendButton(popup)).toBeEnabled();
  await sendButton(popup).click();
  expect((await arrival(world)).tags).toEqual(['web-clip']);
});

test('the result says what the draft is and who can read it; without an address there is no link, but the way there', async ({
  world,
}) => {
  await connect(world, { type: 'Article' });
  const popup = await popupOf(world);
  await sendButton(popup).click();
  await expect(popup.getByText('Draft in Web clips')).toBeVisible();
  await expect(popup.getByText(/dated 30 December 2099.*can read it/)).toBeVisible();
  await expect(popup.getByText(/among the entries of its type/)).toBeVisible();
  await expect(popup.getByRole('link')).toHaveCount(0);
  expect(await violations(popup)).toEqual([]);
  expect((await arrival(world)).published).toBe('2099-12-30T00:00:00.000Z');
  await popup.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(async () => (await world.project.entries()).length).toBe(0);
});

test('with the address of the pages where one edits there is a link to the entry', async ({ world }) => {
  await connect(world, { type: 'Article', uiUrl: 'https://edit.contentjet.example/' });
  const popup = await popupOf(world);
  await sendButton(popup).click();
  const { id } = await arrival(world);
  await expect(popup.getByRole('link', { name: 'Open in Web clips' })).toHaveAttribute(
    'href',
    `https://edit.contentjet.example/project/${world.contentjet.project.id}/entries/${world.contentjet.entryTypes.article}/${id}`,
  );
  await expect(popup.getByText(/among the entries of its type/)).toHaveCount(0);
});

test('a draft sent at once that does not fit waits with its reasons, and has them beside its fields when it is edited', async ({
  world,
}) => {
  await world.project.addEntryType('Small', SMALL);
  await connect(world, { type: 'Small' });
  const article = await openArticle(world);
  await world.driver.clickMenu(article, { menuItemId: 'selection|send|', selectionText: 'as the browser says it' });
  await expect.poll(() => world.driver.notifications()).toHaveLength(1);
  const popup = await world.popupOver(article);
  await expect(popup.locator('.losses li')).toHaveText(['Teaser: must not be empty.']);
  expect(await violations(popup)).toEqual([]);
  await popup.getByRole('button', { name: 'Edit' }).click();
  await expect(popup.getByText('Teaser: must not be empty.')).toBeVisible();
  await popup.getByRole('textbox', { name: 'Excerpt' }).fill('Of benches');
  await expect(popup.getByText('Teaser: must not be empty.')).toHaveCount(0);
  await sendButton(popup).click();
  expect((await arrival(world)).fields).toMatchObject({ teaser: 'Of benches' });
});

test('a type that asks for more than before: which fields, and the way to the account’s settings', async ({
  world,
}) => {
  const type = await world.project.addEntryType('Small', SMALL);
  await connect(world, { type: 'Small' });
  const section = { name: 'section', label: 'Section', fieldType: 'TEXT', required: true };
  await world.project.changeEntryType(type, [...SMALL, section]);
  const popup = await popupOf(world);
  await popup.getByRole('textbox', { name: 'Excerpt' }).fill('Of benches');
  await sendButton(popup).click();
  await expect(popup.locator('.losses li')).toHaveText(['Section: must not be empty.']);
  const settings = world.driver.context.waitForEvent('page');
  await popup.getByRole('button', { name: 'Check the fields' }).click();
  expect(new URL((await settings).url()).hash).toMatch(/^#edit-./);
  await popup.getByRole('button', { name: 'Edit' }).click();
  await expect(
    popup.getByText('The settings of this account have to change first. Section: must not be empty.'),
  ).toBeVisible();
  expect(await violations(popup)).toEqual([]);
  // It may have been cured there: nothing keeps it from being sent again.
  await expect(sendButton(popup)).toBeEnabled();
});

test('another account has limits of its own', async ({ world }) => {
  await world.project.addEntryType('Small', SMALL);
  await connect(world, { type: 'Small' });
  await connect(world, { type: 'Article' });
  const popup = await popupOf(world);
  await expect(popup.getByText('6 characters left')).toBeVisible();
  await expect(sendButton(popup)).toBeDisabled();
  const destination = popup.getByRole('combobox', { name: 'Where the draft goes' });
  await destination.selectOption({ index: 1 });
  await expect(popup.getByText('6 characters left')).toHaveCount(0);
  await expect(sendButton(popup)).toBeEnabled();
  await destination.selectOption({ index: 0 });
  await expect(popup.getByText('6 characters left')).toBeVisible();
  await expect(sendButton(popup)).toBeDisabled();
});
