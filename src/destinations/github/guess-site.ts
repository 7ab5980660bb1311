/** What the files of a repository tell of how its site is made: a handful of names and one or two texts are enough. */
import type { GuessedSite } from '../destination.ts';
import { joined } from './file-name.ts';
import { basePathOf, collectionFolders, folderOf, isUnsafe, languageOf, packagesOf } from './site-config.ts';

/** A repository at one of its commits. */
export interface Files {
  /** What stands in a folder ('' for the root), folders with a slash at their end; nothing, and no request, where the one above has none. */
  names(folder: string): Promise<readonly string[]>;
  /** '' where there is no such file, or one too large to be looked at. */
  text(path: string): Promise<string>;
}

type Generator = GuessedSite['generator'];

/** Names of folders that hold posts, the likeliest first. */
const POSTS = ['posts', 'blog', 'post', 'articles'];

/**
 * @param pagesPath where GitHub serves the site that it makes of the repository, unless it has a domain of its own; '' for none
 * @returns null where nothing is told. Where an answer is missing, the generator's own convention holds.
 */
export async function guessSite(files: Files, pagesPath = ''): Promise<GuessedSite | null> {
  const root = await files.names('');
  const generator = byConfig(root) ?? (await byPackage(root, files)) ?? (root.includes('_posts/') ? 'jekyll' : null);
  if (generator === null) return null;
  // Jekyll at GitHub Pages fills in a baseurl that is left empty; the others have to be told.
  const isServed = generator === 'jekyll' && pagesPath !== '' && !root.includes('CNAME');
  return { generator, ...(isServed ? { basePath: pagesPath } : {}), ...(await READERS[generator](files, root)) };
}

const CONFIGS: readonly [Generator, RegExp][] = [
  ['astro', /^astro\.config\.[cm]?[jt]s$/],
  ['eleventy', /^(\.eleventy|eleventy\.config)\.[cm]?[jt]s$/],
  ['hugo', /^hugo\.(toml|ya?ml|json)$/],
  ['jekyll', /^_config\.(ya?ml|toml)$/],
  // Its former name, which others use too; or a folder of them.
  ['hugo', /^config(\.(toml|ya?ml|json)|\/)$/],
];

const configOf = (generator: Generator, root: readonly string[]): string | undefined =>
  CONFIGS.filter(([of]) => of === generator).flatMap(([, name]) => root.find((entry) => name.test(entry)) ?? [])[0];

function byConfig(root: readonly string[]): Generator | null {
  const isHugo = ['content/', 'archetypes/', 'themes/'].some((folder) => root.includes(folder));
  // Hexo's configuration has the name of Jekyll's.
  const isHexo = root.includes('scaffolds/') || root.includes('_config.landscape.yml');
  const generator = CONFIGS.find(([, name]) => root.some((entry) => name.test(entry)))?.[0] ?? null;
  if (generator === 'jekyll' && isHexo) return null;
  const isNamed = root.some((entry) => entry.startsWith('hugo.'));
  return generator === 'hugo' && !isNamed && !isHugo ? null : generator;
}

async function byPackage(root: readonly string[], files: Files): Promise<Generator | null> {
  if (!root.includes('package.json')) return null;
  const packages = packagesOf(await files.text('package.json'));
  if (packages.includes('astro')) return 'astro';
  return packages.includes('@11ty/eleventy') ? 'eleventy' : null;
}

type Told = Omit<GuessedSite, 'generator'>;

const READERS: Record<Generator, (files: Files, root: readonly string[]) => Promise<Told>> = {
  async jekyll(files, root) {
    const config = await textOf(configOf('jekyll', root), files);
    const above = [folderOf(config, 'source'), folderOf(config, 'collections_dir')].filter((name) => name !== '');
    return told(await firstFolder([[...above, '_posts'].join('/')], files), basePathOf(config, 'baseurl'));
  },

  async hugo(files, root) {
    const config = await hugoConfig(files, root);
    const content = folderOf(config, 'contentDir') || 'content';
    const translated = POSTS.map((posts) => `${content}/${languageOf(config)}/${posts}`);
    const folder = await firstFolder([...POSTS.map((posts) => `${content}/${posts}`), ...translated], files);
    return {
      ...told(folder, basePathOf(config, 'baseURL')),
      ...(config.trim() === '' ? {} : { html: isUnsafe(config) }),
    };
  },

  async astro(files, root) {
    const config = await textOf(configOf('astro', root), files);
    const src = await files.names('src');
    const loaded = collectionFolders(
      await textOf(
        src.find((name) => /^content\.config\.[cm]?[jt]s$/.test(name)),
        files,
        'src/',
      ),
    );
    const isPosts = (folder: string) => POSTS.includes(folder.split('/').at(-1) ?? '');
    const usual = ['src/content', 'src/data', 'src/pages', 'src'].flatMap((above) =>
      POSTS.map((posts) => `${above}/${posts}`),
    );
    const folder = await firstFolder([...loaded.filter(isPosts), ...usual, ...loaded], files);
    return told(folder, basePathOf(config, 'base'));
  },

  async eleventy(files, root) {
    const config = await textOf(configOf('eleventy', root), files);
    const input = folderOf(config, 'input', 'setInputDirectory');
    const above = ['', 'content', 'src'].map((name) => [input, name].filter(Boolean).join('/'));
    const folders = above.flatMap((name) => POSTS.map((posts) => [name, posts].filter(Boolean).join('/')));
    return told(await firstFolder(folders, files), basePathOf(config, 'pathPrefix'));
  },
};

const told = (folder: string | undefined, basePath: string | undefined): Told => ({
  ...(folder === undefined ? {} : { folder }),
  ...(basePath === undefined ? {} : { basePath }),
});

const textOf = async (name: string | undefined, files: Files, folder = ''): Promise<string> =>
  name === undefined ? '' : files.text(`${folder}${name}`);

/** The whole text of the site's own configuration; what stands first, holds. */
export async function configText(generator: Generator, files: Files): Promise<string> {
  const root = await files.names('');
  return generator === 'hugo' ? hugoConfig(files, root) : textOf(configOf(generator, root), files);
}

/** One file, or a folder, or both: what its production says comes before the rest, and its folder before the file. */
async function hugoConfig(files: Files, root: readonly string[]): Promise<string> {
  const name = configOf('hugo', root);
  // What is looked for stands in two files of a folder.
  const folders = ['config/production', 'config/_default'].map((folder) =>
    textsIn(folder, /^(hugo|config|markup)\.(toml|ya?ml|json)$/, files),
  );
  const file = name === 'config/' ? '' : textOf(name, files);
  return (await Promise.all([...folders, file])).flat().join('\n');
}

/** Each costs a request; nobody has more of those that are looked for. */
const MOST_FILES = 8;

/** Of the files of a folder whose names are so. */
export async function textsIn(folder: string, wanted: RegExp, files: Files): Promise<string[]> {
  const names = (await files.names(folder)).filter((name) => wanted.test(name)).slice(0, MOST_FILES);
  return Promise.all(names.map((name) => files.text(joined(folder, name))));
}

/** The first that is there. A folder is only looked into where the one above it has it. */
async function firstFolder(paths: readonly string[], files: Files): Promise<string | undefined> {
  for (const path of paths) if (await isFolder(path, files)) return path;
  return undefined;
}

async function isFolder(path: string, files: Files): Promise<boolean> {
  const cut = path.lastIndexOf('/');
  const above = path.slice(0, Math.max(cut, 0));
  if (above !== '' && !(await isFolder(above, files))) return false;
  return (await files.names(above)).includes(`${path.slice(cut + 1)}/`);
}
