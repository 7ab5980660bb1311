import { expect, test } from 'vitest';
import { presetOf } from '../../destinations/github/presets.ts';
import { publishes, wordOf } from './publishes.ts';

test('a pull request publishes nothing', () => {
  expect(publishes('pull_request', presetOf('astro', 'pull_request'), false)).toBeNull();
});

test('a commit does where nothing hides it, until the person says that the site does', () => {
  expect(publishes('commit', presetOf('jekyll', 'commit'), false)).toBeNull();
  expect(publishes('commit', presetOf('hugo', 'commit'), false)).toBeNull();
  expect(publishes('commit', presetOf('eleventy', 'commit'), false)).toBe('unconfirmed');
  expect(publishes('commit', presetOf('eleventy', 'commit'), true)).toBeNull();
  expect(publishes('commit', { ...presetOf('jekyll', 'commit'), folder: '_posts' }, true)).toBe('no_draft_key');
});

test('a person’s word holds for the site and the line that it was given of', () => {
  const blog = { owner: 'ada', name: 'blog', isPrivate: false };
  const layout = presetOf('astro', 'commit');
  const word = wordOf(blog, layout);
  expect(wordOf({ ...blog, owner: 'Ada', isPrivate: true }, { ...layout, folder: 'posts' })).toBe(word);
  expect(wordOf({ ...blog, name: 'notes' }, layout)).not.toBe(word);
  expect(wordOf(blog, { ...layout, generator: 'jekyll' })).not.toBe(word);
  expect(wordOf(blog, { ...layout, keys: { ...layout.keys, draft: 'wip' } })).not.toBe(word);
});
