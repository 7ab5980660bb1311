import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { githubSettings } from '../../../test/fixtures/github-settings.ts';
import { pathOf } from './file-name.ts';
import { type LayoutField, type LayoutIssue, layoutIssues } from './layout-issues.ts';
import { GENERATORS } from './layout-parts.ts';
import type { Layout } from './settings.ts';
import { parseGitHubSettings } from './settings.ts';

const { layout } = githubSettings('plain');
const issuesOf = (changes: Partial<Layout>): [LayoutField, LayoutIssue][] => [
  ...layoutIssues({ ...layout, ...changes }),
];

test.each(
  GENERATORS.flatMap((generator) => (['pull_request', 'commit'] as const).map((mode) => [generator, mode] as const)),
)('nothing is wrong with the preset of %s for a %s', (generator, delivery) => {
  const settings = githubSettings(generator, { delivery });
  expect([...layoutIssues(settings.layout)]).toEqual([]);
  expect(parseGitHubSettings(settings)).toEqual(settings);
});

describe('a folder', () => {
  test.each([[''], ['posts'], ['content/blog/{year}'], ['_drafts'], ['src/inhalt/über uns'], ['a.b/c']])(
    '%j',
    (folder) => {
      expect(issuesOf({ folder })).toEqual([]);
    },
  );

  test.each<[string, LayoutIssue]>([
    ['../posts', 'outside'],
    ['posts/../..', 'outside'],
    ['/posts', 'outside'],
    ['posts/', 'outside'],
    ['a//b', 'outside'],
    ['./posts', 'outside'],
    ['C:/posts', 'outside'],
    ['.github/workflows', 'hidden'],
    ['docs/.git', 'hidden'],
    ['posts/a.', 'hidden'],
    [' posts', 'hidden'],
    ['posts\\a', 'characters'],
    ['posts\u0000', 'characters'],
    ['a\u202eb', 'characters'],
    ['a\ud800', 'characters'],
    ['what?', 'characters'],
    ['{slag}', 'placeholder'],
    ['{year', 'placeholder'],
    ['a'.repeat(91), 'too_long'],
  ])('%j: %s', (folder, issue) => {
    expect(issuesOf({ folder })).toEqual([['folder', issue]]);
  });
});

describe('a file’s name', () => {
  test.each([['{slug}.md'], ['{date}-{slug}.markdown'], ['{slug}/index.md'], ['{year}/{slug}.md']])(
    '%s',
    (fileName) => {
      expect(issuesOf({ fileName })).toEqual([]);
    },
  );

  test('may leave the title to its folder', () => {
    expect(issuesOf({ folder: 'posts/{slug}', fileName: 'index.md' })).toEqual([]);
  });

  test.each<[string, LayoutIssue]>([
    ['', 'outside'],
    ['{slug}', 'ending'],
    ['{slug}.txt', 'ending'],
    ['{slug}.MD', 'ending'],
    ['{slug}/.md', 'hidden'],
    ['{slug}.mdx', 'ending'],
    ['post.md', 'no_slug'],
    ['../{slug}.md', 'outside'],
    ['.{slug}.md', 'hidden'],
    ['{title}.md', 'placeholder'],
  ])('%j: %s', (fileName, issue) => {
    expect(issuesOf({ fileName })).toEqual([['fileName', issue]]);
  });
});

describe('images', () => {
  test.each([[''], ['./'], ['./{slug}'], ['assets/images/{date}-{slug}']])('in the folder %j', (imageFolder) => {
    expect(issuesOf({ imageFolder })).toEqual([]);
  });

  test.each<[string, LayoutIssue]>([
    ['../images', 'outside'],
    ['./../images', 'outside'],
    ['/images', 'outside'],
    ['.github', 'hidden'],
  ])('in the folder %j: %s', (imageFolder, issue) => {
    expect(issuesOf({ imageFolder })).toEqual([['imageFolder', issue]]);
  });

  test.each([
    [''],
    ['/blog/images/{slug}/'],
    ['https://cdn.example/{year}/'],
    ['../images/'],
    ['./{slug}/'],
    ['images'],
  ])('at the address %j', (imageUrl) => {
    expect(issuesOf({ imageUrl })).toEqual([]);
  });

  test.each<[string, LayoutIssue]>([
    ['javascript:alert(1)//', 'characters'],
    ['javascript:', 'outside'],
    ['data:image/png,', 'outside'],
    ['//elsewhere.example/', 'outside'],
    ['/a b/', 'characters'],
    ['/"x', 'characters'],
    ['{{ site.baseurl }}/', 'characters'],
    ['{{site.baseurl}}/', 'placeholder'],
  ])('at the address %j: %s', (imageUrl, issue) => {
    expect(issuesOf({ imageUrl })).toEqual([['imageUrl', issue]]);
  });
});

describe('the front matter', () => {
  test.each([['__proto__'], [''], ['a b'], ['a: b'], ['-'], ['x\n'], ['0']])('has no line named %j', (title) => {
    expect(issuesOf({ keys: { ...layout.keys, title } })).toEqual([['key_title', 'name']]);
    expect(issuesOf({ constants: { [title]: 'x' } })).toEqual([['constants', 'name']]);
  });

  test('has each name once', () => {
    expect(issuesOf({ keys: { ...layout.keys, excerpt: 'title' } })).toEqual([['key_excerpt', 'twice']]);
    expect(issuesOf({ constants: { title: 'x' } })).toEqual([['key_title', 'twice']]);
    // Hugo reads both, and the second is the one that counts.
    expect(issuesOf({ constants: { Draft: 'false' } })).toEqual([['key_draft', 'twice']]);
    expect(issuesOf({ keys: { ...layout.keys, title: 'DRAFT' } })).toEqual([['key_draft', 'twice']]);
  });
});

test('settings with a wrong layout, or with a repository that is no part of an address, are damaged', () => {
  const settings = githubSettings('hugo');
  const damaged = (more: object) => () => parseGitHubSettings({ ...settings, ...more });
  expect(damaged({ layout: { ...settings.layout, folder: '../..' } })).toThrow();
  expect(damaged({ repository: { owner: 'ada/..', name: 'blog', isPrivate: false } })).toThrow();
  expect(damaged({ repository: { owner: 'ada', name: '..', isPrivate: false } })).toThrow();
  expect(damaged({ repository: { owner: 'ada', name: 'ada.github.io', isPrivate: false } })).not.toThrow();
});

test('whatever a person types: refused, or every path made with it stays within the repository', () => {
  const typed = fc.array(
    fc.constantFrom('a', '/', '.', '..', '{slug}', '{date}', '{', '}', '\\', ':', ' ', '-', '漢', '.md'),
    {
      maxLength: 6,
    },
  );
  fc.assert(
    fc.property(typed, typed, fc.string(), (folder, fileName, title) => {
      const made = { ...layout, folder: folder.join(''), fileName: fileName.join('') };
      if (layoutIssues(made).size > 0) return;
      const path = pathOf(made, { title, now: 0 }, 2);
      expect(path).toMatch(/^[^/\\:]+(?:\/[^/\\:]+)*$/);
      expect(path.split('/').some((name) => name.startsWith('.'))).toBe(false);
      expect(path).toMatch(/[^/]\.md$/);
    }),
    { numRuns: 2000 },
  );
});
