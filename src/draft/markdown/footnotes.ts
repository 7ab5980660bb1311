import type { Element, ElementContent, Properties } from 'hast';
import { numberedItems } from '../list.ts';
import type { DraftSection } from '../sections.ts';
import { childrenOf, element, hasContent, isElement, isWhitespace, text, textContent } from '../tree.ts';
import { backLinked, type NoteLink, notesOf } from './note-links.ts';

/** A note at the foot of the document. */
export interface Footnote {
  number: number;
  /** Where it stood on its page: a list item or a paragraph. */
  from: Element;
  content: ElementContent[];
  /** The passage that it belongs to. */
  section: DraftSection;
  /** A mark that leads to it has been written. */
  marked: boolean;
}

/** By the properties of the element that marks it: those stay the same object while trees are rewritten. */
const MARKS = new WeakMap<Properties, Footnote>();

export function noteMarkedBy(node: Element): Footnote | undefined {
  return MARKS.get(node.properties);
}

/**
 * The sections without the notes in them, their marks known to `noteMarkedBy`, and the notes in the order of the marks.
 * @param but notes that stay where they are
 */
export function withFootnotes(
  sections: readonly DraftSection[],
  but: ReadonlySet<Element>,
): { sections: DraftSection[]; notes: Footnote[] } {
  const notes: Footnote[] = [];
  const rewritten = sections.map((section) => {
    const marks = new Map<Element, Footnote>();
    const taken = new Set<Element>();
    for (const { from, marks: holders, backs } of notesOf(section.content)) {
      const content = bareNote(from, backs);
      if (but.has(from) || !hasContent(element('div', {}, content))) continue;
      const note = { number: notes.length + 1, from, content, section, marked: false };
      notes.push(note);
      taken.add(from);
      for (const holder of holders) marks.set(holder, note);
    }
    return { ...section, content: section.content.flatMap((node) => rewrite(node, marks, taken)) };
  });
  return { sections: rewritten, notes };
}

function rewrite(
  node: ElementContent,
  marks: ReadonlyMap<Element, Footnote>,
  taken: ReadonlySet<Element>,
): ElementContent[] {
  if (!isElement(node)) return [node];
  if (taken.has(node)) return [];
  const note = marks.get(node);
  if (note !== undefined) {
    const properties: Properties = {};
    MARKS.set(properties, note);
    return [{ ...element('sup', {}, isElement(node, 'a') ? [node] : node.children), properties }];
  }
  const children = (isElement(node, 'ol') ? numbered(node, taken) : childrenOf(node)).flatMap((child) =>
    rewrite(child, marks, taken),
  );
  const emptied = isElement(node, 'ul', 'ol') && childrenOf(node).length > 0 && children.every(isWhitespace);
  return emptied ? [] : [{ ...node, children }];
}

/** The items of a list that loses some: those that stay have their number. */
function numbered(list: Element, taken: ReadonlySet<Element>): ElementContent[] {
  const children = childrenOf(list);
  if (!children.some((child) => isElement(child) && taken.has(child))) return children;
  return numberedItems(list, (item) => [item]).flatMap(({ number, blocks }) =>
    blocks.map((item) =>
      taken.has(item) ? item : { ...item, properties: { ...item.properties, value: String(number) } },
    ),
  );
}

/** A note without the links that lead back, where those are only signs. */
function bareNote(from: Element, backs: readonly NoteLink[]): ElementContent[] {
  const signs = new Set(backs.map(({ link }) => link).filter((link) => SIGN.test(textContent(link))));
  const leads = backLinked(from, signs);
  const without = (node: ElementContent): ElementContent[] => {
    if (!isElement(node)) return [node];
    if (signs.has(node)) return [];
    const children = childrenOf(node).flatMap(without);
    const emptied = childrenOf(node).length > 0 && children.every(isWhitespace);
    return emptied ? [] : [{ ...node, children }];
  };
  const content = (isElement(from, 'li') ? childrenOf(from) : [from]).flatMap(without);
  return leads ? withoutStart(content) : content;
}

/** An arrow, a number, a lone letter. */
const SIGN = /^(?:\P{L}*|\s*\p{L}\s*)$/u;

/** What stood between a note's number and its text, or around the number. */
function withoutStart(nodes: readonly ElementContent[]): ElementContent[] {
  let begun = false;
  const bare = (node: ElementContent): ElementContent => {
    if (begun) return node;
    if (isElement(node)) return { ...node, children: childrenOf(node).map(bare) };
    const value = node.type === 'text' ? node.value.replace(/^[\s^()[\].:]+/, '') : '';
    begun = value !== '';
    return text(value);
  };
  return nodes.map(bare);
}
