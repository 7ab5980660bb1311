import { describe, expect, test } from 'vitest';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import { pathOf } from './file-name.ts';
import type { Generator } from './layout-parts.ts';
import { hidesCommits, presetOf } from './presets.ts';
import type { GitHubSettings } from './settings.ts';

const named = { title: 'Fog over the harbour', now: new Date(2026, 10, 21, 12).getTime() };

describe('where a draft stands by convention', () => {
  test.each<[Generator, GitHubSettings['delivery'], string]>([
    ['jekyll', 'pull_request', '_posts/2026-11-21-fog-over-the-harbour.md'],
    ['jekyll', 'commit', '_drafts/fog-over-the-harbour.md'],
    ['hugo', 'pull_request', 'content/posts/fog-over-the-harbour/index.md'],
    ['hugo', 'commit', 'content/posts/fog-over-the-harbour/index.md'],
    ['astro', 'pull_request', 'src/content/blog/fog-over-the-harbour.md'],
    ['eleventy', 'pull_request', 'posts/fog-over-the-harbour.md'],
    ['plain', 'pull_request', 'posts/2026-11-21-fog-over-the-harbour.md'],
  ])('%s, %s', (generator, delivery, path) => {
    expect(pathOf(presetOf(generator, delivery), named, 1)).toBe(path);
  });

  test('no draft flag in a pull request unless it is asked for', () => {
    expect(presetOf('hugo', 'pull_request').draftFlag).toBe(false);
  });
});

describe('what the site’s files tell goes before convention', () => {
  test('its folder, but not for drafts of Jekyll’s', () => {
    expect(presetOf('hugo', 'commit', { folder: 'content/blog' }).folder).toBe('content/blog');
    expect(presetOf('jekyll', 'pull_request', { folder: 'blog/_posts' }).folder).toBe('blog/_posts');
    expect(presetOf('jekyll', 'commit', { folder: 'blog/_posts' }).folder).toBe('_drafts');
  });

  test('html in Markdown', () => {
    expect(presetOf('hugo', 'commit').html).toBe(false);
    expect(presetOf('hugo', 'commit', { html: true }).html).toBe(true);
    expect(presetOf('eleventy', 'commit', { html: false }).html).toBe(false);
  });

  test('the path that it is served below, in addresses that begin at its root', () => {
    expect(presetOf('jekyll', 'commit', { basePath: '/blog' }).imageUrl).toBe('/blog/assets/images/{date}-{slug}/');
    expect(presetOf('hugo', 'commit', { basePath: '/blog' }).imageUrl).toBe('');
    expect(presetOf('astro', 'commit', { basePath: '/blog' }).imageUrl).toBe('./{slug}/');
  });
});

describe('a commit to the site’s branch stays unpublished', () => {
  const hides = (generator: Generator, more: Parameters<typeof githubSettings>[1] = {}): boolean =>
    hidesCommits(githubSettings(generator, { delivery: 'commit', ...more }));
  const withoutDraft = (generator: Generator) => ({ keys: { ...presetOf(generator, 'commit').keys, draft: null } });

  test.each<[string, boolean]>([
    ['_drafts', true],
    ['docs/_drafts', true],
    ['_drafts/{year}', true],
    ['_posts', false],
    ['_posts/_drafts', false],
    ['_notes/x/_drafts', false],
    ['drafts', false],
    ['my_drafts', false],
    ['', false],
  ])('in Jekyll’s folder %j: %s', (folder, hidden) => {
    expect(hides('jekyll', { layout: { folder } })).toBe(hidden);
  });

  test('in Hugo’s content, where the front matter says draft', () => {
    expect(hides('hugo')).toBe(true);
    expect(hides('hugo', { layout: { folder: 'site/content/posts' } })).toBe(true);
    expect(hides('hugo', { layout: withoutDraft('hugo') })).toBe(false);
    expect(hides('hugo', { layout: { keys: { ...presetOf('hugo', 'commit').keys, draft: 'wip' } } })).toBe(false);
    expect(hides('hugo', { layout: { folder: 'static' } })).toBe(false);
    // Served as it stands, front matter and all.
    expect(hides('hugo', { layout: { folder: 'static/content' } })).toBe(false);
  });

  test.each<Generator>(['astro', 'eleventy', 'plain'])(
    '%s: by the person’s word, where there is a draft flag',
    (generator) => {
      expect(hides(generator)).toBe(false);
      expect(hides(generator, { hidesDrafts: true })).toBe(true);
      expect(hides(generator, { hidesDrafts: true, layout: withoutDraft(generator) })).toBe(false);
    },
  );
});
