import type { ElementContent } from 'hast';
import type { Clip, ClipSource } from '../clip/clip.ts';
import type { BodyWords, Draft } from './draft.ts';
import { noteParagraphs } from './note.ts';
import { childrenOf, element, isElement, isWhitespace, text } from './tree.ts';

/** A part of a draft's body, the same for every destination: a tree of the clip's own elements. */
export interface DraftSection {
  kind: 'note' | 'passage' | 'source';
  /** The language the section's text is in, where it is known (BCP 47). */
  lang: string | null;
  dir: 'ltr' | 'rtl' | null;
  content: ElementContent[];
}

/** The body of a draft: the person's own note, then each passage (quoted or plain) with its source line. */
export function draftSections(draft: Draft, words: BodyWords): DraftSection[] {
  const note = noteParagraphs(draft.note);
  return [
    ...(note.length === 0 ? [] : [{ kind: 'note' as const, lang: null, dir: null, content: note }]),
    ...draft.passages.flatMap((passage) => passageSections(passage, draft.quote, words)),
  ];
}

function passageSections(passage: Clip, quote: boolean, words: BodyWords): DraftSection[] {
  const { lang, dir } = passage.source;
  const nodes = childrenOf(passage.content);
  const quoted = quote && isQuotable(passage, nodes);
  const content = quoted ? [element('blockquote', {}, nodes)] : nodes;
  const source = sourceLine(passage.source, words);
  return [
    { kind: 'passage', lang, dir, content },
    ...(source === null ? [] : [{ kind: 'source' as const, lang, dir, content: [source] }]),
  ];
}

/** A link and an image are no quotation, and a passage that is nothing but quotes is one already. */
function isQuotable(passage: Clip, nodes: ElementContent[]): boolean {
  if (passage.kind === 'link' || passage.kind === 'image') return false;
  const standing = nodes.filter((node) => !isWhitespace(node));
  return standing.length > 0 && !standing.every(isQuote);
}

/** A quote, alone or in a figure with the name of who said it. */
function isQuote(node: ElementContent): boolean {
  return (
    isElement(node, 'blockquote') ||
    (isElement(node, 'figure') && childrenOf(node).some((child) => isElement(child, 'blockquote')))
  );
}

/** "Source: Title, Author, Site"; null where nothing is known about the source. */
function sourceLine(source: ClipSource, words: BodyWords): ElementContent | null {
  const href = source.fragmentUrl ?? source.url;
  const names = sourceNames(source);
  if (names.length === 0 && source.url !== null) names.push(hostOf(source.url));
  if (names.length === 0) return null;
  const label = text(names.join(', '));
  return element('p', {}, [text(`${words.source}: `), href === null ? label : element('a', { href }, [label])]);
}

/** Title, author, site: each said once. */
function sourceNames(source: ClipSource): string[] {
  const names: string[] = [];
  for (const name of [source.title, source.author, source.siteName]) {
    const trimmed = name?.trim() ?? '';
    const said = names.some((earlier) => earlier.toLowerCase().includes(trimmed.toLowerCase()));
    if (trimmed !== '' && !said) names.push(trimmed);
  }
  return names;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
