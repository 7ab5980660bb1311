import { describe, expect, test } from 'vitest';
import { repositoryFiles } from '../../../test/fixtures/repository-files.ts';
import { publishesDrafts } from './shown-drafts.ts';

const publishes = (generator: 'jekyll' | 'hugo', paths: Record<string, string>): Promise<boolean> =>
  publishesDrafts(generator, repositoryFiles({ 'content/a.md': '', '_posts/a.md': '', ...paths }));

describe('a site whose configuration makes its drafts like any other post', () => {
  test.each<[generator: 'jekyll' | 'hugo', path: string, line: string, publishes: boolean]>([
    ['jekyll', '_config.yml', 'show_drafts: true', true],
    ['jekyll', '_config.yml', 'show_drafts: true # for now', true],
    ['jekyll', '_config.yml', 'show_drafts: yes', true],
    ['jekyll', '_config.yml', '# show_drafts: true', false],
    ['jekyll', '_config.yml', 'show_drafts: false', false],
    ['jekyll', '_config.yml', 'title: All is true', false],
    ['hugo', 'hugo.toml', 'buildDrafts = true', true],
    ['hugo', 'hugo.toml', 'builddrafts = true', true],
    ['hugo', 'config.yaml', 'buildDrafts: true', true],
    ['hugo', 'config.yaml', 'buildDrafts: on', true],
    ['hugo', 'config/_default/config.toml', 'buildDrafts = true', true],
    ['hugo', 'config/production/hugo.toml', 'buildDrafts = true', true],
    ['hugo', 'config/production/config.yaml', 'buildDrafts: true', true],
    ['hugo', 'config/production/params.toml', 'buildDrafts = true', false],
    ['hugo', 'config/staging/hugo.toml', 'buildDrafts = true', false],
    ['hugo', 'config/development/hugo.toml', 'buildDrafts = true', false],
    ['hugo', 'hugo.toml', 'buildFuture = true', false],
  ])('%s, %s: %s', async (generator, path, line, expected) => {
    expect(await publishes(generator, { [path]: `title: x\n${line}\n` })).toBe(expected);
  });

  test('Hugo takes a folder of configuration beside a file, and its production before the rest', async () => {
    const [on, off] = ['buildDrafts = true\n', 'buildDrafts = false\n'];
    const folder = { 'hugo.toml': 'title = "x"\n', 'config/_default/hugo.toml': on };
    expect(await publishes('hugo', folder)).toBe(true);
    expect(await publishes('hugo', { ...folder, 'config/production/hugo.toml': off })).toBe(false);
    expect(await publishes('hugo', { 'hugo.toml': off, 'config/production/hugo.toml': on })).toBe(true);
  });
});

describe('a Jekyll site that takes its folder of drafts for pages', () => {
  test.each([
    ['include: [_drafts]', true],
    ['include: [.well-known, "_drafts/"]', true],
    ['include: [\n  ".htaccess",\n  "_drafts"\n]', true],
    ['include:\n  - _pages\n  - _drafts', true],
    ['include: # files\n  # and folders\n- .htaccess # one\n- "_drafts"', true],
    ['include:\r\n  - _drafts\r', true],
    ['include: ["_drafts"]\nexclude: ["_drafts"]', true],
    ['include: [_pages, my_drafts, "*.md", "assets/*"]', false],
    ['include:\n  - _pages\nexclude:\n  - _drafts', false],
    ['exclude: [_drafts]', false],
    ['#include: [_drafts]', false],
    ['collections:\n  drafts:\n    output: true', true],
    ['collections:\n\n  drafts:\n    title: Notes\n\n    output: yes\n  notes:\n    output: false', true],
    ['collections:\r\n  drafts:\r\n\r\n    output: true\r', true],
    ['collections:\n  drafts:\n    title: Notes\n  notes:\n    output: true', false],
    ['collections:\n  drafts:\n    output: false', false],
    ['collections: [drafts]', false],
  ])('%j', async (lines, expected) => {
    expect(await publishes('jekyll', { '_config.yml': `title: x\n${lines}\n` })).toBe(expected);
  });

  test('is nothing that Hugo knows', async () => {
    expect(await publishes('hugo', { 'hugo.yaml': 'include: [_drafts]\n' })).toBe(false);
  });
});

describe('a command that builds the site with its drafts is found', () => {
  const workflow = (events: string, run: string): string =>
    `name: Site\n${events}\njobs:\n  build:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${run}\n`;

  test.each([
    ['.github/workflows/pages.yml', workflow('on: push', 'hugo --minify -D')],
    ['.github/workflows/x.yaml', workflow('on:\n  push:\n    branches: [main]\n  pull_request:', 'hugo -DEF')],
    ['netlify.toml', '[build]\ncommand = "hugo --gc -D"\n'],
    ['vercel.json', '{ "buildCommand": "hugo --buildDrafts" }'],
    ['package.json', '{"scripts":{"dev":"hugo server","build:site":"hugo --minify --buildDrafts=true"}}'],
  ])('in %s', async (path, text) => {
    expect(await publishes('hugo', { 'hugo.toml': 'title = "x"\n', [path]: text })).toBe(true);
    expect(await publishes('hugo', { 'hugo.toml': 'title = "x"\n', [`docs/${path}`]: text })).toBe(false);
  });

  test('but for those of very many workflows', async () => {
    const many = Array.from({ length: 40 }, (_, at) => [`.github/workflows/${at}.yml`, workflow('on: push', 'make')]);
    const files = repositoryFiles({
      ...{ ...Object.fromEntries(many), '.github/workflows/README.md': '', '_config.yml': 'title: x\n' },
    });
    expect(await publishesDrafts('jekyll', files)).toBe(false);
    expect([...files.asked].filter((path) => path.startsWith('.github/workflows/'))).toHaveLength(9);
  });

  test('without asking for what the repository does not hold', async () => {
    const files = repositoryFiles({ '_config.yml': 'title: x\n', '_posts/a.md': '' });
    expect(await publishesDrafts('jekyll', files)).toBe(false);
    expect([...files.asked]).toEqual(['/', '_config.yml']);
  });
});
