/**
 * What the configuration of a site tells of its drafts. Texts are searched, never parsed or run: some are programs, and a
 * setting that is put together there is not found.
 */

/** Lines that are comments in YAML, TOML and JavaScript. */
const COMMENTS = /^[^\S\n]*(#|\/\/).*$/gm;

export const uncommented = (text: string): string => text.replace(COMMENTS, '');

/** `name: value`, `name = "value"`, `"name": 'value'`, `setName("value")`, wherever in a line; '' for none. */
function valueIn(config: string, name: string): string {
  const pattern = new RegExp(
    `(?<![\\w$-])["']?${name}["']?[^\\S\\n]*[:=(][^\\S\\n]*(?:"([^"\\n]*)"|'([^'\\n]*)'|\`([^\`\\n]*)\`|([^\\s"'\`#,;)}]+))`,
    'i',
  );
  const [, ...quoted] = pattern.exec(uncommented(config)) ?? [];
  return quoted.find((value) => value !== undefined)?.trim() ?? '';
}

/** Within the repository, without slashes at its ends; '' for its root. */
export const folderOf = (config: string, ...names: string[]): string =>
  names.map((name) => withinRepository(valueIn(config, name))).find((folder) => folder !== '') ?? '';

const withinRepository = (path: string): string =>
  path
    .split('/')
    .filter((name) => name !== '' && name !== '.')
    .join('/');

/** `/blog` of a path or of a whole address; undefined for none. */
export function basePathOf(config: string, ...names: string[]): string | undefined {
  const value = names.map((name) => valueIn(config, name)).find((found) => found !== '') ?? '';
  const path = URL.canParse(value) ? new URL(value).pathname : value;
  const [, inner] = /^\/*([\w.~-]+(?:\/[\w.~-]+)*)\/*$/.exec(path) ?? [];
  return inner === undefined ? undefined : `/${inner}`;
}

/** Hugo's `markup.goldmark.renderer.unsafe`. */
export const isUnsafe = (config: string): boolean => valueIn(config, 'unsafe') === 'true';

/** Jekyll's and Hugo's own switches for drafts to be made like any other post; Hugo's by its environment, too. */
export const showsDrafts = (config: string): boolean =>
  /^(true|yes|on|y|t|1)$/i.test(valueIn(config, '(?:show_drafts|(?:HUGO_)?buildDrafts)'));

/** Jekyll's folder among what it includes, up to the next name with a colon; or a collection of that folder, with pages. */
const INCLUDED = /^include:[^:]*\b_drafts\b|^ *drafts:\r?\n(?:\s*\w+: .*\n)*?\s*output: *(?:true|yes|on)/m;

/** Whether Jekyll takes its folder of drafts for pages. */
export const includesDrafts = (config: string): boolean => INCLUDED.test(uncommented(config));

/** Hugo's, which its folders of content may be named by. */
export const languageOf = (config: string): string => valueIn(config, 'defaultContentLanguage') || 'en';

/** Where the collections of an Astro site are loaded from (`glob({ base: './src/data/blog' })`). */
export const collectionFolders = (config: string): string[] =>
  [...uncommented(config).matchAll(/\bbase\s*:\s*["'`]([^"'`\n]+)["'`]/g)]
    .map(([, folder = '']) => withinRepository(folder))
    .filter((folder) => folder !== '');

/** Names of what a package needs; none where its text is none of npm's. */
export function packagesOf(text: string): string[] {
  try {
    const { dependencies, devDependencies } = JSON.parse(text);
    return Object.keys({ ...dependencies, ...devDependencies });
  } catch {
    return [];
  }
}
