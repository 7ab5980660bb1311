import { describe, expect, test } from 'vitest';
import { repositoryFiles as repository } from '../../../test/fixtures/repository-files.ts';
import type { GuessedSite } from '../destination.ts';
import { guessSite } from './guess-site.ts';

const guess = (paths: Record<string, string>): Promise<GuessedSite | null> => guessSite(repository(paths));
const none = (...paths: string[]): Record<string, string> => Object.fromEntries(paths.map((path) => [path, '']));

describe('Jekyll', () => {
  const NEW = none('.gitignore', '404.html', 'Gemfile', 'about.markdown', 'index.markdown');

  test('as `jekyll new` makes it', async () => {
    const config = `# Site settings
title: Your awesome title
baseurl: "" # the subpath of your site, e.g. /blog
url: "" # the base hostname & protocol for your site, e.g. http://example.com
theme: minima
`;
    const files = { ...NEW, '_config.yml': config, '_posts/2026-11-21-welcome-to-jekyll.markdown': '' };
    expect(await guess(files)).toEqual({ generator: 'jekyll', folder: '_posts' });
  });

  test.each([
    ['baseurl: /blog', '/blog'],
    ["baseurl: '/blog/'   # of the project", '/blog'],
    ['"baseurl": "notes/2026"', '/notes/2026'],
    ['#baseurl: /old', undefined],
    ['url: https://example.com/x\nbaseurl:', undefined],
    ['baseurl:\ntheme: minima', undefined],
    ['baseurl: "{{ weird }}"', undefined],
  ])('%s', async (line, basePath) => {
    const found = await guess({ ...NEW, '_config.yml': `title: x\n${line}\n` });
    expect(found).toEqual({ generator: 'jekyll', ...(basePath === undefined ? {} : { basePath }) });
  });

  test('with its sources or its collections in a folder of their own', async () => {
    const moved = { ...NEW, '_config.yml': 'source: ./src\n', 'src/_posts/a.md': '' };
    expect(await guess(moved)).toEqual({ generator: 'jekyll', folder: 'src/_posts' });
    const collected = { ...NEW, '_config.yml': 'collections_dir: my_collections/\n', 'my_collections/_posts/a.md': '' };
    expect(await guess(collected)).toEqual({ generator: 'jekyll', folder: 'my_collections/_posts' });
  });

  test('without any configuration, as GitHub Pages makes it', async () => {
    expect(await guess(none('README.md', '_posts/2026-01-01-a.md'))).toEqual({ generator: 'jekyll', folder: '_posts' });
  });

  test('below the path that GitHub Pages gives it, unless it says better or has a domain', async () => {
    const files = { ...NEW, '_config.yml': 'baseurl: ""\n' };
    const served = (paths: Record<string, string>) => guessSite(repository(paths), '/blog');
    expect(await served(files)).toEqual({ generator: 'jekyll', basePath: '/blog' });
    expect(await served({ ...files, CNAME: 'blog.example.com' })).toEqual({ generator: 'jekyll' });
    expect(await served({ ...NEW, '_config.yml': 'baseurl: /notes\n' })).toEqual({
      ...{ generator: 'jekyll', basePath: '/notes' },
    });
    expect(await served({ 'astro.config.mjs': '' })).toEqual({ generator: 'astro' });
  });

  test('Hexo’s configuration has the same name', async () => {
    const hexo = none('_config.yml', '_config.landscape.yml', 'scaffolds/post.md', 'source/_posts/hello.md');
    expect(await guess({ ...hexo, 'package.json': '{"dependencies":{"hexo":"^7.0.0"}}' })).toBeNull();
  });
});

describe('Hugo', () => {
  const NEW = none('archetypes/default.md', 'content/_index.md', 'themes/ananke/theme.toml');

  test('as `hugo new site` makes it', async () => {
    const config = "baseURL = 'https://example.org/'\nlanguageCode = 'en-us'\ntitle = 'My New Hugo Site'\n";
    expect(await guess({ ...NEW, 'hugo.toml': config })).toEqual({ generator: 'hugo', html: false });
  });

  test('with its former names, html let through and a path', async () => {
    const config = `baseURL: https://you.github.io/blog/
theme: PaperMod
markup:
  goldmark:
    renderer:
      unsafe: true # for figures
`;
    const files = { ...NEW, 'config.yml': config, 'content/post/a.md': '', 'content/about.md': '' };
    expect(await guess(files)).toEqual({ generator: 'hugo', folder: 'content/post', html: true, basePath: '/blog' });
  });

  test('in JSON, and with what is commented out', async () => {
    expect(await guess({ ...NEW, 'hugo.json': '{"markup":{"goldmark":{"renderer":{"unsafe":true}}}}' })).toEqual({
      ...{ generator: 'hugo', html: true },
    });
    expect(await guess({ ...NEW, 'hugo.toml': '[markup.goldmark.renderer]\n  # unsafe = true\n' })).toEqual({
      ...{ generator: 'hugo', html: false },
    });
  });

  test('with its configuration in a folder', async () => {
    const files = repository({
      ...{ 'config/_default/hugo.toml': 'baseURL = "https://example.org/notes/"\n', 'content/blog/a/index.md': '' },
      ...{ 'config/_default/markup.toml': '[goldmark.renderer]\nunsafe = true\n', 'config/_default/menus.toml': '' },
    });
    expect(await guessSite(files)).toEqual({
      ...{ generator: 'hugo', folder: 'content/blog', html: true, basePath: '/notes' },
    });
    expect(files.asked).not.toContain('config/_default/menus.toml');
    expect(files.asked.size).toBeLessThan(8);
  });

  test('what its production says comes before what holds everywhere, and its folder before the file', async () => {
    const base = (path: string) => `baseURL = "https://example.org/${path}/"\n`;
    const files = { ...NEW, 'hugo.toml': base('file'), 'config/staging/hugo.toml': base('staging') };
    expect(await guess(files)).toMatchObject({ basePath: '/file' });
    const split = { ...files, 'config/_default/hugo.toml': base('folder') };
    expect(await guess(split)).toMatchObject({ basePath: '/folder' });
    expect(await guess({ ...split, 'config/production/hugo.toml': base('live') })).toMatchObject({ basePath: '/live' });
  });

  test('with content by language, or elsewhere', async () => {
    const german = { ...NEW, 'hugo.toml': 'defaultContentLanguage = "de"\n', 'content/de/posts/a.md': '' };
    expect(await guess(german)).toMatchObject({ folder: 'content/de/posts' });
    const elsewhere = { ...NEW, 'hugo.yaml': 'contentDir: pages\n', 'pages/articles/a.md': '' };
    expect(await guess(elsewhere)).toMatchObject({ folder: 'pages/articles' });
  });

  test('a `config.toml` alone is anybody’s', async () => {
    expect(await guess(none('config.toml', 'src/main.rs', 'Cargo.toml'))).toBeNull();
    expect(await guess(none('config/_default/x.toml', 'src/main.rs'))).toBeNull();
  });
});

describe('Astro', () => {
  const NEW = none('package.json', 'tsconfig.json', 'public/favicon.svg', 'src/pages/index.astro');

  test('as its starter for blogs makes it', async () => {
    const files = repository({
      ...NEW,
      'astro.config.mjs':
        "import { defineConfig } from 'astro/config';\nexport default defineConfig({\n\tsite: 'https://example.com',\n\tintegrations: [mdx(), sitemap()],\n});\n",
      'src/content.config.ts':
        "const blog = defineCollection({\n\tloader: glob({ base: './src/content/blog', pattern: '**/*.{md,mdx}' }),\n});\n",
      'src/content/blog/first-post.md': '',
    });
    expect(await guessSite(files)).toEqual({ generator: 'astro', folder: 'src/content/blog' });
    expect(files.asked.size).toBeLessThan(7);
  });

  test('with its collections elsewhere, and below a path', async () => {
    const found = await guess({
      ...NEW,
      'astro.config.ts': "export default defineConfig({ site: 'https://you.github.io', base: '/notes/' });",
      'src/content.config.ts':
        "glob({ base: `./src/data/authors` }); // base: './src/data/posts'\nglob({ pattern: '**/[^_]*.md', base: './src/data/blog' })",
      'src/data/authors/me.json': '',
      'src/data/blog/a.md': '',
    });
    expect(found).toEqual({ generator: 'astro', folder: 'src/data/blog', basePath: '/notes' });
  });

  test('by what it needs alone', async () => {
    const manifest = '{ "name": "x", "dependencies": { "astro": "^5.0.0" } }';
    expect(await guess({ ...NEW, 'package.json': manifest, 'src/pages/posts/a.md': '' })).toEqual({
      ...{ generator: 'astro', folder: 'src/pages/posts' },
    });
  });
});

describe('Eleventy', () => {
  test('as its base blog makes it', async () => {
    const config = `export default async function(eleventyConfig) {
	eleventyConfig.addPreprocessor("drafts", "*", (data, content) => { if (data.draft) { } });
};
export const config = {
	templateFormats: ["md", "njk", "html"],
	// pathPrefix: "/",
	dir: {
		input: "content",          // default: "."
		includes: "../_includes",
		output: "_site"
	},
};
`;
    const files = {
      ...none('package.json', '_data/metadata.js', 'content/blog/firstpost.md'),
      'eleventy.config.js': config,
    };
    expect(await guess(files)).toEqual({ generator: 'eleventy', folder: 'content/blog' });
  });

  test.each([
    ['.eleventy.js', 'module.exports = () => ({ dir: { input: "./src/" }, pathPrefix: "/site/" });', 'src/posts'],
    [
      'eleventy.config.mjs',
      'export default (c) => { c.setInputDirectory("src"); };\nexport const config = { pathPrefix: `/site` };',
      'src/posts',
    ],
  ])('%s with another folder and a path', async (name, config, folder) => {
    const files = { ...none('package.json', 'src/posts/a.md', 'posts/old.md'), [name]: config };
    expect(await guess(files)).toEqual({ generator: 'eleventy', folder, basePath: '/site' });
  });

  test('by what it needs alone', async () => {
    const manifest = '{ "devDependencies": { "@11ty/eleventy": "^3.1.5" } }';
    expect(await guess({ ...none('posts/a.md'), 'package.json': manifest })).toEqual({
      ...{ generator: 'eleventy', folder: 'posts' },
    });
  });
});

test.each([
  ['an empty repository', {}],
  ['a program', none('package.json', 'src/index.ts', 'posts/a.md')],
  ['a manifest that is none', { 'package.json': '{ "dependencies": [' }],
  ['a manifest that is something else', { 'package.json': 'null' }],
  ['documents', none('README.md', 'docs/index.md')],
])('%s tells nothing', async (_name, files) => {
  expect(await guess(files)).toBeNull();
});

test('what is no configuration keeps nobody busy', async () => {
  const files = (text: string) => ({ 'package.json': '{}', 'astro.config.mjs': '', 'src/content.config.ts': text });
  for (const text of ['\n'.repeat(300_000), `base: "${'/'.repeat(300_000)}`, `base: "${'./'.repeat(150_000)}"`])
    expect(await guess({ ...files(text), 'src/x.md': '' })).toEqual({ generator: 'astro' });
  const jekyll = { ...none('index.md'), '_config.yml': `source: ${'/'.repeat(300_000)}x${'/'.repeat(300_000)}\n` };
  expect(await guess({ ...jekyll, 'x/_posts/a.md': '' })).toEqual({ generator: 'jekyll', folder: 'x/_posts' });
});
