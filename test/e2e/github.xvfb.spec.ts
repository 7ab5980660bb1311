/** The build that ships, under a real mouse and keyboard: the browser asks for the API's host alone, and a clip arrives. */

import { startGitHub } from '../servers/github.ts';
import { answer, type Desktop, dragOver, fill, granted, openMenu, press, withDesktop } from './desktop.ts';
import { draftBranches, expect, test as withGitHub } from './github-world.ts';

const test = withGitHub.extend<{ desktop: Desktop }>({
  desktop: ({ site }, use) => withDesktop(site, use),
});

test('one question for the API of GitHub, a token, a right-click: the draft pull request is there', async ({
  desktop,
}) => {
  const { options, xvfb } = desktop;
  const github = await startGitHub();
  const { blog, token } = github;
  await press(desktop, '#system-github');
  await options.locator('#address').fill('');
  await fill(desktop, '#address', 'you/blog');
  await press(desktop, 'button[type=submit]');
  await answer(desktop, 'Tab', 'Return');
  await expect.poll(() => granted(desktop)).toEqual(['https://api.github.com/*']);

  await options.locator('#address').fill('');
  await fill(desktop, '#address', `${github.url}/ada/blog`);
  await press(desktop, 'button[type=submit]');
  await answer(desktop, 'Tab', 'Return');
  await fill(desktop, '#token', token);
  xvfb.keys('Return');
  await options.locator('.file').waitFor();
  await options.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(options.locator('.connected')).toContainText('ada/blog');

  await dragOver(desktop, '#words', 'li:last-child');
  await openMenu(desktop, '#words', { x: 0.02, y: 0.5 });
  // From the end: "Inspect", and above it the only entry of an extension.
  xvfb.keys('Up', 'Up', 'Return');
  await expect.poll(() => blog.pulls.length, { timeout: 20_000 }).toBe(1);
  expect(draftBranches(github)).toEqual([blog.pull(1).head]);
  expect(github.violations).toEqual([]);
  await github.stop();
});
