/** The context menu and the command: a click sends at once, and nothing is lost on the way. */
import { expect, OPTIONS, POPUP, test } from './world.ts';

const TITLE = 'On quiet tools';
const QUOTE = { menuItemId: 'selection|send|', selectionText: 'as the browser says it' };

test('a right-click on a selection puts an unpublished, formatted draft into Ghost', async ({ world }) => {
  await world.connect();
  const page = await world.article('#passage');
  await world.driver.clickMenu(page, QUOTE);

  const post = await world.reader.arrival(TITLE);
  expect(post.status).toBe('draft');
  expect(post.html).toContain('<blockquote>');
  expect(post.html).toContain('<strong>every word</strong>');
  expect(post.html).toContain(`<a href="${world.site.url}/more">every link</a>`);
  await expect.poll(async () => (await world.reader.titled(TITLE))[0]?.slug).toBe('on-quiet-tools');
  expect(await world.reader.titled(TITLE)).toHaveLength(1);
});

test('the notification’s click opens the draft in Ghost’s editor', async ({ world }) => {
  await world.connect();
  const page = await world.article('#passage');
  await world.driver.clickMenu(page, QUOTE);
  const post = await world.reader.arrival(TITLE);
  await expect.poll(() => world.driver.notifications()).toHaveLength(1);
  const [id = ''] = await world.driver.notifications();
  const editor = world.driver.context.waitForEvent('page');
  await world.driver.clickNotification(id);
  expect((await editor).url()).toContain(`/ghost/#/editor/post/${post.id}`);
});

test('the notification’s button takes the draft back', async ({ world }) => {
  await world.connect();
  await world.driver.clickMenu(await world.article('#passage'), QUOTE);
  await world.reader.arrival(TITLE);
  await expect.poll(() => world.driver.notifications()).toHaveLength(1);
  const [id = ''] = await world.driver.notifications();
  await world.driver.fire('notifications.onButtonClicked', id, 0);
  await expect.poll(async () => (await world.reader.titled(TITLE)).length).toBe(0);
  await expect.poll(() => world.driver.notifications()).toHaveLength(0);
});

test('without an account the clip is kept, the set-up opens, and the clip is delivered when the account is connected', async ({
  world,
}) => {
  const page = await world.article('#passage');
  const setUp = world.driver.context.waitForEvent('page');
  await world.driver.clickMenu(page, QUOTE);
  expect((await setUp).url()).toContain(OPTIONS);
  expect(await world.reader.titled(TITLE)).toHaveLength(0);

  await world.driver.stopWorker();
  await world.connect();
  const post = await world.reader.arrival(TITLE);
  expect(post.html).toContain('<strong>every word</strong>');
  expect(await world.reader.titled(TITLE)).toHaveLength(1);
});

test('a link is drafted with its text, an image with its caption', async ({ world }) => {
  await world.connect();
  const page = await world.article();
  await world.driver.clickMenu(page, { menuItemId: 'link|send|', linkUrl: 'https://workshop.example/guide' });
  await expect.poll(async () => (await world.reader.posts()).length).toBe(1);
  expect((await world.reader.posts())[0]?.html).toContain(
    '<a href="https://workshop.example/guide">The long guide</a>',
  );

  await world.driver.clickMenu(page, { menuItemId: 'image|send|', srcUrl: `${world.site.url}/picture.png` });
  await expect.poll(async () => (await world.reader.posts()).length).toBe(2);
  const image = (await world.reader.posts()).find((post) => post.html?.includes('<img'));
  expect(image?.html).toContain('alt="A bench with tools"');
  expect(image?.html).toContain('<figcaption>The bench</figcaption>');
});

test('a page that can’t be read gives the menu’s own text, and says that formatting is missing', async ({ world }) => {
  await world.connect();
  const page = await world.driver.open('chrome://version');
  await world.driver.clickMenu(page, { menuItemId: 'selection|send|', selectionText: 'One line.\n\nAnother line.' });
  await expect.poll(async () => (await world.reader.posts()).length).toBe(1);
  const [post] = await world.reader.posts();
  expect(post?.html).toContain('One line.');
  expect(post?.html).toContain('Another line.');
});

test('with “review first” the click opens the popup with the clip, and nothing is sent', async ({ world }) => {
  const options = await world.connect();
  await expect(options.getByText('Connected', { exact: false }).first()).toBeVisible();
  const worker = await world.driver.worker();
  const ids = await worker.evaluate(async () => {
    const { settings } = await chrome.storage.local.get('settings');
    await chrome.storage.local.set({ settings: { ...(settings as object), reviewFirst: true } });
    return settings;
  });
  expect(ids).toBeTruthy();
  const page = await world.article('#passage');
  await world.driver.clickMenu(page, { ...QUOTE, menuItemId: 'selection|review|' });
  await expect.poll(() => world.driver.popups()).toEqual([world.driver.url(POPUP)]);
  expect(await world.reader.titled(TITLE)).toHaveLength(0);
});

test('the send-at-once command exists without a key, the popup’s has Alt+Shift+K', async ({ world }) => {
  const worker = await world.driver.worker();
  const commands = await worker.evaluate(() => chrome.commands.getAll());
  expect(commands.map(({ name, shortcut }) => [name, shortcut]).sort()).toEqual([
    ['_execute_action', 'Alt+Shift+K'],
    ['send-selection', ''],
  ]);
  await world.connect();
  const page = await world.article('#list');
  await world.driver.pressCommand(page, 'send-selection');
  const post = await world.reader.arrival(TITLE);
  expect(post.html).toContain('<li>second point</li>');
});

test('a command with nothing selected says so and sends nothing', async ({ world }) => {
  await world.connect();
  const page = await world.article();
  await world.driver.pressCommand(page, 'send-selection');
  await expect.poll(() => world.driver.notifications()).toEqual(['clip']);
  expect(await world.reader.posts()).toHaveLength(0);
});

test('two accounts make a submenu; a click goes to the one it names', async ({ world }) => {
  await world.connect();
  const second = await world.connect({ key: world.ghost.staffToken ?? '' });
  await expect(second.getByText('Connected', { exact: false }).first()).toBeVisible();
  const worker = await world.driver.worker();
  const accounts = await worker.evaluate(async () =>
    Object.entries(await chrome.storage.local.get(null))
      .filter(([key]) => key.startsWith('account:'))
      .map(([, value]) => (value as { id: string }).id),
  );
  expect(accounts).toHaveLength(2);
  const page = await world.article('#passage');
  for (const id of accounts) await world.driver.clickMenu(page, { ...QUOTE, menuItemId: `selection|send|${id}` });
  await expect.poll(async () => (await world.reader.titled(TITLE)).length).toBe(2);
});

test('attributes arrive under their html names', async ({ world }) => {
  await world.connect();
  world.site.route(
    '/table',
    `<!doctype html><title>Table</title><main id="all"><table><tr><td colspan="2" rowspan="3">wide</td></tr></table>
     <ol start="4" reversed><li>four</li></ol><p lang="fr" dir="ltr">“café” &amp; &nbsp;€</p>
     <p>H<sub>2</sub>O</p><details open><summary>sum</summary>body</details></main>`,
  );
  const page = await world.driver.open(`${world.site.url}/table`);
  await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
  await world.driver.clickMenu(page, QUOTE);
  const post = await world.reader.arrival('Table');
  expect(post.html).toMatch(/<td colspan="2" rowspan="3">|<td rowspan="3" colspan="2">/);
  expect(post.html).toContain('<ol start="4">');
  expect(post.html).toContain('“café” &amp; &nbsp;€');
  expect(post.html).toMatch(/<details(?: open(?:="")?)?>/);
});

test('a deeply nested selection crosses whole: no level becomes null on the way', async ({ world }) => {
  await world.connect();
  const depth = 70;
  world.site.route(
    '/deep',
    `<!doctype html><title>Deep</title><main id="deep">${'<blockquote>'.repeat(depth)}<p>at the bottom</p>${'</blockquote>'.repeat(depth)}</main>`,
  );
  const page = await world.driver.open(`${world.site.url}/deep`);
  await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
  await world.driver.clickMenu(page, QUOTE);
  const post = await world.reader.arrival('Deep');
  expect(post.html).toContain('at the bottom');
});

test('nothing of ours is in a page: not before a click, and after it only in a world the page can’t see', async ({
  world,
}) => {
  await world.connect();
  const page = await world.article('#passage');
  const before = await page.evaluate(() => [document.documentElement.outerHTML, Object.keys(globalThis).sort()]);
  await world.driver.clickMenu(page, QUOTE);
  await world.reader.arrival(TITLE);
  expect(await page.evaluate(() => Reflect.has(globalThis, '__clipdraftCapture'))).toBe(false);
  expect(await page.evaluate(() => [document.documentElement.outerHTML, Object.keys(globalThis).sort()])).toEqual(
    before,
  );
});

test('a hostile page: what arrives carries no script, handler, form or trap', async ({ world }) => {
  await world.connect();
  world.site.route(
    '/hostile',
    `<!doctype html><title>Hostile</title><body><div id="bad">
      <form name="attributes"><input name="childNodes"><input name="body"><p>first words</p></form>
      <p onclick="alert(1)" style="position:fixed;inset:0">second <script>alert(1)</script><a href="javascript:alert(1)">third</a>
      <a href="data:text/html,<script>1</script>">fourth</a> <img src="x" onerror="alert(1)" alt="fifth"></p>
      <svg><script>alert(1)</script><a xlink:href="javascript:alert(1)"><text>sixth</text></a></svg>
      <math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></table></mtext></math>
      <template><script>alert(1)</script></template><noscript><p>in noscript</p></noscript>
      <iframe srcdoc="<script>alert(1)</script>"></iframe><object data="javascript:alert(1)"></object>
      <input type="password" value="secret-of-the-person"><p>last words {{ghost_head}} [shortcode]</p></div>`,
  );
  const page = await world.driver.open(`${world.site.url}/hostile`);
  await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
  await world.driver.clickMenu(page, QUOTE);
  const post = await world.reader.arrival('Hostile');
  for (const words of ['first words', 'second', 'third', 'fourth', 'last words']) expect(post.html).toContain(words);
  // Escaped text is only text: what counts is what stands in tags.
  expect(post.html).not.toMatch(
    /<(?:script|form|input|object|style|svg)|<[^>]*(?:\son\w+=|javascript:|data:text|srcdoc|style=)/i,
  );
  expect(post.html).not.toContain('secret-of-the-person');
});
