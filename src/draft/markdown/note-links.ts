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
  /** In the order of the page. */
  index: number;
  page: string;
  key: readonly string[];
  links: NoteLink[];
}

/** The notes whose marks and texts find each other, one text each, in the order of the marks. */
export function notesOf(content: readonly ElementContent[]): PageNote[] {
  const targets = [...targetsIn(content).values()];
  const byKey = grouped(targets, ({ page, key }) => nameOf(page, key));
  const byCounted = grouped(targets, ({ page, key }) => nameOf(page, key.slice(0, -1)));
  const notes = targets.flatMap((target) => {
    const name = nameOf(target.page, target.key);
    const note = noteOf(target, byKey.get(name) ?? [], byCounted.get(name) ?? []);
    return note === null ? [] : [note];
  });
  const byText = grouped(notes, ({ from }) => from);
  // A mark within a note would be the only one of a note that nobody sees.
  return notes.flatMap(({ marks, ...note }) => {
    if (byText.get(note.from)?.length !== 1) return [];
    const seen = marks.filter(({ around }) => !around.some((block) => byText.get(block)?.length === 1));
    return seen.length === 0 ? [] : [{ ...note, marks: seen.flatMap(({ raised }) => raised ?? []) }];
  });
}

const nameOf = (page: string, key: readonly string[]): string => `${page}#${key.join()}`;

function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

/**
 * What leads to a note comes before what leads back from it.
 * @param alike all of the same key, in the page's order
 * @param counted all whose key has one more part: of a note with several marks, cite_ref-Fog_3-0, cite_ref-Fog_3-1
 */
function noteOf(
  target: Target,
  [first, ...same]: readonly Target[],
  counted: readonly Target[],
): { from: Element; marks: NoteLink[]; backs: NoteLink[] } | null {
  if (target !== first || target.key.length === 0) return null;
  const marks = target.links.filter(({ link, raised }) => raised !== null && isMark(textContent(link)));
  if (marks.length === 0) return null;
  const later = counted.filter(({ index }) => index > target.index);
  const backs = [...same, ...later].flatMap(({ links }) => links);
  const [from, ...more] = new Set(
    (same.length > 0 ? same : later).flatMap(({ links }) => links.map(({ block }) => block)),
  );
  if (from === undefined || from === null || more.length > 0) return null;
  return { from, marks, backs: backs.filter(({ block }) => block === from) };
}

/** What is longer says something; and how long it takes to look at it grows faster than its length. */
const LONGEST_MARK = 40;

const isMark = (words: string): boolean => words.trim().length <= LONGEST_MARK && MARK.test(words.trim());

/** A number, a star, a letter, a short word with a number ("note 1"): nothing that somebody would miss. */
const MARK = /^\P{L}*(?:\p{L}|\p{L}{1,4}\s*\d+)?\P{L}*$/u;

function targetsIn(content: readonly ElementContent[]): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const found of linksIn(content)) {
    const [page = '', name = ''] = stringProperty(found.link, 'href').split('#');
    if (name === '') continue;
    const target = targets.get(`${page}#${name}`) ?? { index: targets.size, page, key: keyOf(name), links: [] };
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
