import { expect, test } from 'vitest';
import { presetOf } from '../../destinations/github/presets.ts';
import { publishes } from './publishes.ts';

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
