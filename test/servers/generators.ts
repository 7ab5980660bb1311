/**
 * Sites made for real: the files of a repository go in, the pages that readers would see come out. No network, no theme, no
 * git. One build for many documents: each start of a generator takes a second.
 */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eleventy } from './generators/eleventy.ts';
import type { BuildOptions, GeneratorSite } from './generators/generator.ts';
import { hugo } from './generators/hugo.ts';
import { jekyll } from './generators/jekyll.ts';
import { type BuiltPage, readPage } from './generators/page.ts';

export type { BuildOptions } from './generators/generator.ts';
export type { BuiltPage } from './generators/page.ts';

export const BUILT_GENERATORS = ['jekyll', 'hugo', 'eleventy'] as const;
/** Those that are built here. */
export type BuiltGenerator = (typeof BUILT_GENERATORS)[number];

const SITES: Record<BuiltGenerator, GeneratorSite> = { jekyll, hugo, eleventy };

export interface BuiltSite {
  /** By the path of their source within the repository. */
  pages: ReadonlyMap<string, BuiltPage>;
  /** All that was written, by its path within the site. */
  files: readonly string[];
  /** The whole text of what was written there. */
  read(file: string): Promise<string>;
}

/**
 * Builds a site of these files, then gives what was made of it to `look`; the folder is gone afterwards.
 * @param files by their path within the repository; the site's configuration and layouts are added
 * @throws with what the generator wrote where it fails
 */
export async function withBuiltSite<T>(
  generator: BuiltGenerator,
  files: ReadonlyMap<string, string | Uint8Array>,
  options: BuildOptions,
  look: (site: BuiltSite) => Promise<T> | T,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `clipdraft-${generator}-`));
  try {
    const [source, output] = [join(folder, 'source'), join(folder, 'output')];
    const site = SITES[generator];
    site.ensure();
    await writeFiles(source, new Map<string, string | Uint8Array>([...files, ...site.files(options)]));
    await site.build(source, output, options);
    return await look(await readSite(output));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The pages alone, by the path of their source. */
export const builtPages = (
  generator: BuiltGenerator,
  files: ReadonlyMap<string, string | Uint8Array>,
  options: BuildOptions,
): Promise<ReadonlyMap<string, BuiltPage>> => withBuiltSite(generator, files, options, ({ pages }) => pages);

async function writeFiles(folder: string, files: ReadonlyMap<string, string | Uint8Array>): Promise<void> {
  for (const [path, content] of files) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, content);
  }
}

async function readSite(output: string): Promise<BuiltSite> {
  await mkdir(output, { recursive: true });
  const entries = await readdir(output, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(output.length + 1));
  const read = (file: string): Promise<string> => readFile(join(output, file), 'utf8');
  const pages = new Map<string, BuiltPage>();
  for (const file of files.filter((name) => name.endsWith('.html'))) {
    const page = readPage(file, await read(file));
    if (page !== null) pages.set(page.path, page);
  }
  return { pages, files, read };
}
