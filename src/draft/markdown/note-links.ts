/**
 * Which links of a passage mark notes, and which lead from those back. A clip has no ids, so they find each other by the
 * names behind the `#` of their addresses: `#fn1` and `#fnref1`, `#cite_note-Fog-3` and `#cite_ref-Fog_3-0`.
 */
import type { Element, ElementContent } from 'hast';
import { childrenOf, isElement, isWhitespace, stringProperty, textContent } from '../tree.ts';

/** A link to a place in a page. */
export interface NoteLink {
  link: Element;
  /** The raised element that holds it and nothing else, from outside; null where it is not raised. */
  raised: Element | null;
  /** The list item, else the paragraph, that it stands in. */
  block: Element | null;
  /** The blocks around it, from outside. */
  around: readonly Element[];
}

/** A note, as its page has it. */
export interface PageNote {
  from: Element;
  /** The elements that mark it. */
  marks: Element[];
  /** Those in it that lead back. */
  backs: NoteLink[];
}

/** All links to one place. */
interface Target {
  page: string;
  key: readonly string[];
  links: NoteLink[];
}

/** The notes whose marks and texts find each other, one text each, in the order of the marks. */
export function notesOf(content: readonly ElementContent[]): PageNote[] {
  const targets = [...targetsIn(content).values()];
  const notes = targets.flatMap((target, index) => {
    const note = noteOf(target, targets.slice(0, index), targets.slice(index + 1));
    return note === null ? [] : [note];
  });
  const single = notes.filter((note) => notes.filter(({ from }) => from === note.from).length === 1);
  // A mark within a note would be the only one of a note that nobody sees.
  const texts = single.map(({ from }) => from);
  return single.flatMap(({ marks, ...note }) => {
    const seen = marks.filter(({ around }) => !around.some((block) => texts.includes(block)));
    return seen.length === 0 ? [] : [{ ...note, marks: seen.flatMap(({ raised }) => raised ?? []) }];
  });
}

/** What leads to a note comes before what leads back from it. */
function noteOf(
  target: Target,
  earlier: readonly Target[],
  later: readonly Target[],
): { from: Element; marks: NoteLink[]; backs: NoteLink[] } | null {
  const marks = target.links.filter(({ link, raised }) => raised !== null && MARK.test(textContent(link)));
  if (marks.length === 0 || target.key.length === 0) return null;
  const key = target.key.join();
  const others = later.filter(({ page }) => page === target.page);
  if (earlier.some((other) => other.page === target.page && other.key.join() === key)) return null;
  const same = others.filter((other) => other.key.join() === key);
  // Of a note with several marks: cite_ref-Fog_3-0, cite_ref-Fog_3-1.
  const counted = others.filter((other) => other.key.slice(0, -1).join() === key);
  const backs = [...same, ...counted].flatMap(({ links }) => links);
  const [from, ...more] = new Set(
    (same.length > 0 ? same : counted).flatMap(({ links }) => links.map(({ block }) => block)),
  );
  if (from === undefined || from === null || more.length > 0) return null;
  return { from, marks, backs: backs.filter(({ block }) => block === from) };
}

/** A number, a star, a letter, a short word with a number ("note 1"): nothing that somebody would miss. */
const MARK = /^\P{L}*(?:\p{L}|\p{L}{1,4}\s*\d+)?\P{L}*$/u;

function targetsIn(content: readonly ElementContent[]): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const found of linksIn(content)) {
    const [page = '', name = ''] = stringProperty(found.link, 'href').split('#');
    if (name === '') continue;
    const target = targets.get(`${page}#${name}`) ?? { page, key: keyOf(name), links: [] };
    target.links.push(found);
    targets.set(`${page}#${name}`, target);
  }
  return targets;
}

/** What is left of a name without the words for notes and for what leads to them. */
function keyOf(name: string): string[] {
  return name
    .toLowerCase()
    .replace(NOTE_WORDS, ' ')
    .split(/[^\p{L}\p{N}%]+/u)
    .filter((part) => part !== '');
}

const NOTE_WORDS =
  /user-content|foot|end|ftn|fn|notes?|ref|cite|anchor|back|return|link|anc|sym|bottom|top|mark|sup|sd|easy|src|text/g;

function linksIn(
  nodes: readonly ElementContent[],
  raised: Element | null = null,
  block: Element | null = null,
  around: readonly Element[] = [],
): NoteLink[] {
  return nodes.flatMap((node) => {
    if (!isElement(node)) return [];
    if (isElement(node, 'a')) {
      const [inner, ...more] = childrenOf(node).filter((child) => !isWhitespace(child));
      const raises = isElement(inner, 'sup') && more.length === 0;
      return [{ link: node, raised: raised ?? (raises ? node : null), block, around }];
    }
    const item = isElement(node, 'li') || (isElement(node, 'p') && !isElement(block ?? undefined, 'li'));
    const within = item ? node : block;
    return linksIn(childrenOf(node), raises(node) ? node : null, within, item ? [...around, node] : around);
  });
}

/** Raises one link, perhaps in brackets. */
function raises(node: Element): boolean {
  const [link, ...more] = childrenOf(node).filter((child) => child.type !== 'text');
  const words = childrenOf(node).flatMap((child) => (child.type === 'text' ? [child.value] : []));
  return isElement(node, 'sup') && isElement(link, 'a') && more.length === 0 && /^[\s[\]()]*$/.test(words.join(''));
}

/** True where nothing but signs stands before the first of the links. */
export function backLinked(from: Element, links: ReadonlySet<Element>): boolean {
  let before = '';
  const found = (node: ElementContent): boolean => {
    if (isElement(node) && links.has(node)) return true;
    if (node.type === 'text') before += node.value;
    return childrenOf(node).some(found);
  };
  return childrenOf(from).some(found) && !/[\p{L}\p{N}]/u.test(before) && textContent(from) !== before;
}
