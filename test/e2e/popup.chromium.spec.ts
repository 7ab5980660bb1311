/** The toolbar popup: the clip as it will arrive, edited, sent, taken back; and every state in which there is none. */
import type { Page } from '@playwright/test';
import { expect, test } from './world.ts';

const TITLE = 'On quiet tools';

async function paste(popup: Page, html: string, text: string): Promise<void> {
  await popup.evaluate(
    ([markup, plain]) => {
      const data = new DataTransfer();
      data.setData('text/html', markup);
      data.setData('text/plain', plain);
      document.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    [html, text] as const,
  );
}

test('shows the clip as it will arrive, with the note in focus, and sends it with Ctrl+Enter', async ({ world }) => {
  await world.connect();
  const popup = await world.popupOver(await world.article('#passage'));
  await expect(popup.getByRole('textbox', { name: 'Your note' })).toBeFocused();
  await expect(popup.locator('.preview blockquote, .preview .tree-quote').first()).toContainText('every word');
  await expect(popup.locator('.preview strong')).toHaveText('every word');
  await expect(popup.getByRole('button', { name: 'Send to Clip Lab' })).toBeVisible();

  await popup.keyboard.type('Worth keeping.');
  await popup.getByRole('textbox', { name: 'Title' }).fill('Overtyped');
  await popup.keyboard.press('Control+Enter');
  await expect(popup.getByText('Draft in Clip Lab')).toBeVisible({ timeout: 20_000 });

  const post = await world.reader.arrival('Overtyped');
  expect(post.status).toBe('draft');
  expect(post.html).toMatch(/^<p>Worth keeping\.<\/p>\s*<blockquote>/);
  await expect(popup.getByRole('button', { name: 'Undo' }).or(popup.getByRole('link', { name: 'Undo' }))).toBeVisible();
});

test('Undo takes the draft back from Ghost', async ({ world }) => {
  await world.connect();
  const popup = await world.popupOver(await world.article('#passage'));
  await popup.getByRole('button', { name: 'Send to Clip Lab' }).click();
  await world.reader.arrival(TITLE);
  await popup.getByRole('button', { name: 'Undo' }).first().click();
  await expect(popup.getByText('The draft was taken back')).toBeVisible();
  expect(await world.reader.titled(TITLE)).toHaveLength(0);
});

test('Plain instead of Quote arrives without a quote, and is remembered', async ({ world }) => {
  await world.connect();
  const page = await world.article('#passage');
  const popup = await world.popupOver(page);
  await popup.getByRole('radio', { name: 'Plain' }).check();
  await popup.getByRole('button', { name: 'Send to Clip Lab' }).click();
  const post = await world.reader.arrival(TITLE);
  expect(post.html).not.toContain('<blockquote>');
  expect(post.html).toContain('<strong>every word</strong>');
  await popup.close();
  await page.evaluate(() => getSelection()?.selectAllChildren(document.querySelector('#list') as Element));
  const again = await world.popupOver(page);
  await expect(again.getByRole('radio', { name: 'Plain' })).toBeChecked();
});

test('edits survive a closed popup and a killed worker', async ({ world }) => {
  await world.connect();
  const page = await world.article('#passage');
  const popup = await world.popupOver(page);
  await popup.getByRole('textbox', { name: 'Your note' }).fill('Half a thought');
  await popup.close();
  await world.driver.stopWorker();
  // The click that closed the popup took the selection with it.
  await page.evaluate(() => getSelection()?.removeAllRanges());
  const again = await world.popupOver(page);
  await expect(again.getByRole('textbox', { name: 'Your note' })).toHaveValue('Half a thought');
  await expect(again.locator('.preview')).toContainText('every word');
});

test('tags, excerpt: what was typed is what Ghost holds', async ({ world }) => {
  await world.connect();
  const popup = await world.popupOver(await world.article('#passage'));
  await popup.locator('#tags, [aria-label="Tags"], input[name="tags"]').first().fill('quiet');
  await popup.keyboard.press('Enter');
  await popup.getByRole('button', { name: 'Send to Clip Lab' }).click();
  const post = await world.reader.arrival(TITLE);
  expect(post.tags.map(({ name }) => name)).toEqual(['quiet']);
});

test('a Ghost links images, has no categories, and asks nothing about either', async ({ world }) => {
  await world.connect();
  const popup = await world.popupOver(await world.article('article'));
  await expect(popup.locator('.preview')).toContainText('A bench with tools');
  await popup.getByText('More', { exact: true }).click();
  await expect(popup.getByRole('textbox', { name: 'Excerpt' })).toBeVisible();
  await expect(popup.getByText(/images? (stay|will)/)).toHaveCount(0);
  await expect(popup.getByRole('group', { name: /Categories|Featured image/ })).toHaveCount(0);
});

test('nothing selected: says so, and takes a paste through the same walk', async ({ world }) => {
  await world.connect();
  const popup = await world.popupOver(await world.article());
  await expect(popup.getByRole('heading', { name: 'Nothing is selected' })).toBeVisible();
  await paste(
    popup,
    '<h2>From a viewer</h2><p onclick="alert(1)">Pasted <b>boldly</b><script>alert(1)</script> <a href="javascript:alert(1)">trap</a></p>',
    'From a viewer',
  );
  await expect(popup.locator('.preview strong, .preview b')).toHaveText('boldly');
  await popup.getByRole('textbox', { name: 'Title' }).fill('Pasted');
  await popup.getByRole('button', { name: 'Send to Clip Lab' }).click();
  const post = await world.reader.arrival('Pasted');
  expect(post.html).toContain('<strong>boldly</strong>');
  expect(post.html).not.toMatch(/script|onclick|javascript:/);
});

test('a page that can’t be read says why and offers to paste', async ({ world }) => {
  await world.connect();
  const popup = await world.popupOver(await world.driver.open('chrome://version'));
  await expect(popup.getByRole('heading', { name: "This page can't be read" })).toBeVisible();
  await expect(popup.getByRole('textbox', { name: 'Paste here' })).toBeFocused();
});

test('no account yet: the clip is shown and kept, and goes out once the site is connected', async ({ world }) => {
  const page = await world.article('#passage');
  const popup = await world.popupOver(page);
  await expect(popup.getByText('Your clip is kept', { exact: false })).toBeVisible();
  await popup.getByRole('button', { name: 'Send when connected' }).click();
  await expect(popup.getByText('Kept until a site is connected')).toBeVisible();
  const options = await world.connect();
  await expect(options.getByText('1 waiting clip is on its way.')).toBeVisible();
  await world.reader.arrival(TITLE);
});

test('with `browser` taken away the polyfill carries every message', async ({ world }) => {
  await world.connect();
  const page = await world.article('#passage');
  await world.driver.context.addInitScript(() => {
    Reflect.deleteProperty(globalThis, 'browser');
  });
  const popup = await world.popupOver(page);
  expect(
    await popup.evaluate(() => Reflect.has(globalThis, 'browser') && Reflect.get(globalThis, 'browser') === chrome),
  ).toBe(false);
  await popup.getByRole('button', { name: 'Send to Clip Lab' }).click();
  await expect(popup.getByText('Draft in Clip Lab')).toBeVisible({ timeout: 20_000 });
  await world.reader.arrival(TITLE);
});
