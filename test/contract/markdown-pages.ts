/** Documents as the pages of a site that a generator made. */
import type { Root } from 'hast';
import { acceptTree } from '../../src/clip/accept-tree.ts';
import { type MarkdownReader, renderMarkdown } from '../../src/draft/markdown.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { NO_SOURCE, sampleDraft, WORDS } from '../fixtures/sample-draft.ts';
import { type BuiltGenerator, builtPages } from '../servers/generators.ts';

/** The pages' html, in the order of the documents. */
export type Pages = (documents: readonly string[]) => string[] | Promise<string[]>;

const FOLDERS: Record<BuiltGenerator, string> = { jekyll: '_drafts', hugo: 'content/posts', eleventy: 'posts' };

/** One build; signs of templates in a file are left alone where its front matter can say so. */
export const sitePages =
  (generator: BuiltGenerator, html: boolean): Pages =>
  async (documents) => {
    const path = (index: number): string => `${FOLDERS[generator]}/document-${index}.md`;
    const head = '---\ntitle: Probe\ntemplateEngineOverride: md\n---\n';
    const files = documents.map((document, index): [string, string] => [path(index), `${head}\n${document}\n`]);
    const pages = await builtPages(generator, new Map(files), { drafts: true, html });
    return documents.map((_, index) => pages.get(path(index))?.html ?? '');
  };

/** What tests find out about is read in one go: programs need longer to begin than to read hundreds of documents. */
export class LaterPages {
  readonly #pages = new Map<string, string>();
  readonly #documents: string[] = [];
  readonly #read: Pages;

  constructor(read: Pages) {
    this.#read = read;
  }

  /** @returns its page, once all are read; '' where it has none */
  add(document: string): () => string {
    this.#documents.push(document);
    return () => this.#pages.get(document) ?? '';
  }

  async read(): Promise<void> {
    const pages = await this.#read(this.#documents);
    for (const [index, document] of this.#documents.entries()) this.#pages.set(document, pages[index] ?? '');
  }
}

export interface Sample {
  /** What the page has to say. */
  tree: Root;
  markdown: string;
}

/** A passage of any tree, as a document for this reader. */
export function sampleOf(raw: Root, reader: MarkdownReader, quote = false): Sample {
  const draft = sampleDraft(acceptTree(raw), { source: NO_SOURCE }, quote);
  const { markdown } = renderMarkdown(draft, { images: new Map(), reader }, WORDS);
  return { tree: { type: 'root', children: draftSections(draft, WORDS).flatMap(({ content }) => content) }, markdown };
}

/** What is wrong with the shortest document that something is wrong with; undefined where all is well. */
export function shortestWrong<S extends { markdown: string }, Wrong extends object>(
  samples: readonly S[],
  wrongWith: (sample: S, index: number) => Wrong | null,
): (Wrong & { markdown: string }) | undefined {
  return samples
    .flatMap((sample, index) => {
      const wrong = wrongWith(sample, index);
      return wrong === null ? [] : [{ ...wrong, markdown: sample.markdown }];
    })
    .sort((one, other) => one.markdown.length - other.markdown.length)[0];
}
