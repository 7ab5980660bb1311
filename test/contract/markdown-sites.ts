/** Markdown as the real generators of static sites show it: many documents, each as a page of its own, in one build. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ElementContent, Root } from 'hast';
import rehypeRaw from 'rehype-raw';
import { unified } from 'unified';
import { toHtml } from '../../src/draft/html.ts';
import { childrenOf, isElement, text, textContent } from '../../src/draft/tree.ts';

/** The pages' contents, in the order of the documents. */
export type Site = (documents: readonly string[]) => Promise<string[]>;

/** A site of Hugo's, without a theme. `unsafe`: it lets html through. */
export const hugo =
  (unsafe: boolean): Site =>
  (documents) =>
    built(documents, 'content', 'public', {
      'config.json': JSON.stringify({
        baseURL: 'https://site.example/',
        disableKinds: ['taxonomy', 'term', 'RSS', 'sitemap', 'home', 'section', '404', 'robotsTXT'],
        markup: { goldmark: { renderer: { unsafe } } },
      }),
      'layouts/_default/single.html': '<main>{{ .Content }}</main>',
    })(['hugo', '--quiet']);

/** A site of Eleventy's, which leaves the signs of templates in a file alone where its front matter says so. */
export const eleventy: Site = (documents) =>
  built(
    documents,
    'content',
    '_site',
    {},
  )([
    process.execPath,
    join(import.meta.dirname, '../../node_modules/@11ty/eleventy/cmd.cjs'),
    '--quiet',
    '--input=content',
  ]);

function built(documents: readonly string[], from: string, to: string, files: Record<string, string>) {
  return async ([command = '', ...args]: string[]): Promise<string[]> => {
    const folder = await mkdtemp(join(tmpdir(), 'clipdraft-site-'));
    const write = async (path: string, text: string): Promise<void> => {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    };
    try {
      for (const [path, text] of Object.entries(files)) await write(path, text);
      const head = '---\ntitle: x\ntemplateEngineOverride: md\n---\n';
      await Promise.all(documents.map((document, index) => write(`${from}/p${index}.md`, `${head}${document}\n`)));
      await promisify(execFile)(command, args, { cwd: folder });
      return await Promise.all(
        documents.map((_, index) => readFile(join(folder, to, `p${index}`, 'index.html'), 'utf8')),
      );
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

const parser = unified().use(rehypeRaw).freeze();

/** Html as a browser reads it. */
export function parsed(html: string): Root {
  const root: Root = JSON.parse(JSON.stringify({ type: 'root', children: [{ type: 'raw', value: html }] }));
  return parser.runSync(root);
}

/**
 * A page's html without what generators add: names of headings, colours of code, line ends between tags, the state of boxes
 * to tick; with the quotation marks of a typewriter. The first paragraph of an item is its text.
 */
export function shown(html: string): string {
  return toHtml(childrenOf(parsed(html)).flatMap(bare))
    .replace(/<(\/?)s>/g, '<$1del>')
    .replace(/[“”]/g, '"')
    .replace(/(?<=>)\n(?=<(?!\/code))|\n(?=<\/?(?:ul|ol|li)>)|(?<=<(?:br|li)>)\n/g, '')
    .replace(/<li><p>(.*?)<\/p>/g, '<li>$1');
}

function bare(node: ElementContent): ElementContent[] {
  if (!isElement(node)) return [node];
  const { id: _id, style, tabIndex: _tabIndex, dataLang: _dataLang, ...properties } = node.properties;
  if (isElement(node, 'pre')) return [{ ...node, properties: {}, children: childrenOf(node).map(plainCode) }];
  const children = childrenOf(node).flatMap(bare);
  if (isElement(node, 'main') || String(properties.className) === 'highlight') return children;
  if (isElement(node, 'input'))
    return [{ ...node, properties: node.properties.checked === true ? { checked: true } : {} }];
  return [{ ...node, properties: style === undefined ? properties : { ...properties, style }, children }];
}

function plainCode(node: ElementContent): ElementContent {
  if (!isElement(node)) return node;
  const { dataLang: _dataLang, ...properties } = node.properties;
  return { ...node, properties, children: [text(textContent(node))] };
}
