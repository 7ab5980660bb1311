import type { GuessedSite } from '../destination.ts';
import type { Generator, GitHubSettings, Layout } from './settings.ts';

type Delivery = GitHubSettings['delivery'];

/** What a site's own files tell of it, as far as it changes where a draft stands. */
export type Site = Pick<GuessedSite, 'folder' | 'html' | 'basePath'>;

/**
 * How sites of this kind are laid out by their generator's own conventions.
 * @param site changes what is known better of this one
 * @see https://jekyllrb.com/docs/posts/ https://gohugo.io/content-management/page-bundles/
 * @see https://docs.astro.build/en/guides/content-collections/ https://www.11ty.dev/docs/data-frontmatter/
 */
export function presetOf(
  generator: Generator,
  delivery: Delivery,
  { folder, html, basePath }: Partial<Site> = {},
): Layout {
  const layout = { generator, ...COMMON, ...PRESETS[generator](delivery) };
  // Jekyll's drafts are no posts: the folder that posts stand in is not theirs.
  const own = folder === undefined || (generator === 'jekyll' && delivery === 'commit') ? layout.folder : folder;
  const imageUrl = layout.imageUrl.startsWith('/') ? `${basePath ?? ''}${layout.imageUrl}` : layout.imageUrl;
  return { ...layout, folder: own, html: html ?? layout.html, imageUrl };
}

const KEYS: Layout['keys'] = {
  ...{ title: 'title', date: 'date', draft: 'draft', tags: 'tags' },
  ...{ source: 'source', excerpt: 'description', author: 'author' },
};

const COMMON = { keys: KEYS, author: '', constants: {}, draftFlag: false, html: true } satisfies Partial<Layout>;

type Own = Pick<Layout, 'folder' | 'fileName' | 'imageFolder' | 'imageUrl'> & Partial<Layout>;

const PRESETS: Record<Generator, (delivery: Delivery) => Own> = {
  // What `jekyll new` writes into its first post: a site without this layout says so and shows the post bare.
  jekyll: (delivery) => ({
    ...(delivery === 'commit'
      ? { folder: '_drafts', fileName: '{slug}.md' }
      : { folder: '_posts', fileName: '{date}-{slug}.md' }),
    ...{ imageFolder: 'assets/images/{date}-{slug}', imageUrl: '/assets/images/{date}-{slug}/' },
    keys: { ...KEYS, draft: null, excerpt: 'excerpt' },
    constants: { layout: 'post' },
  }),
  // A page bundle: the images are the page's own. Html is cut out of Markdown until the site's configuration says otherwise.
  hugo: () => ({
    ...{ folder: 'content/posts', fileName: '{slug}/index.md', imageFolder: './', imageUrl: '' },
    html: false,
  }),
  // The names of the schema that its starter for blogs has. It makes images of its own of those that stand beside.
  astro: () => ({
    ...{ folder: 'src/content/blog', fileName: '{slug}.md', imageFolder: './{slug}', imageUrl: './{slug}/' },
    keys: { ...KEYS, date: 'pubDate' },
  }),
  // `img` is what its documentation copies through.
  eleventy: () => ({
    ...{ folder: 'posts', fileName: '{slug}.md', imageFolder: 'img/{date}-{slug}', imageUrl: '/img/{date}-{slug}/' },
  }),
  plain: () => ({
    ...{ folder: 'posts', fileName: '{date}-{slug}.md', imageFolder: './{date}-{slug}', imageUrl: '{date}-{slug}/' },
  }),
};

/**
 * Whether a commit to the site's branch stays unpublished: Jekyll's `_drafts`, Hugo's `draft: true`, or the person's word
 * that the site hides what its front matter calls a draft.
 * @param folder that the file is in, where that is known already
 */
export function hidesCommits(
  { layout, hidesDrafts }: Pick<GitHubSettings, 'layout' | 'hidesDrafts'>,
  folder = layout.folder,
): boolean {
  const { generator, keys } = layout;
  const hidden =
    (generator === 'jekyll' && isDraftsFolder(folder)) ||
    (generator === 'hugo' && keys.draft?.toLowerCase() === 'draft' && isContentFolder(folder));
  return hidden || (hidesDrafts && keys.draft !== null);
}

/** Below another folder of Jekyll's own (`_posts`) the drafts would be posts. */
function isDraftsFolder(folder: string): boolean {
  return folder.split('/').find((name) => name.startsWith('_')) === '_drafts';
}

/** What stands in `static`, Hugo serves as it is. */
function isContentFolder(folder: string): boolean {
  const names = folder.split('/');
  return names.includes('content') && !names.slice(0, names.indexOf('content')).includes('static');
}
