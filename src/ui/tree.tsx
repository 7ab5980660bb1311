/**
 * A hast tree as preact vnodes, for looking at. The tree comes from a stranger's page: only the elements of SHOWN become
 * elements, only the attributes named here become attributes, and every text becomes a text node. Links do not lead
 * anywhere and images are not loaded: looking at a clip tells nobody.
 */
import type { Element, ElementContent, Root, RootContent } from 'hast';
import { type ComponentChild, h } from 'preact';
import { t } from './t.ts';

/** hast element → the element it is shown as. Headings are shown as paragraphs: they are not headings of this page. */
const SHOWN: Record<string, string> = {
  ...same('p blockquote pre ul ol li table thead tbody tfoot tr th td caption figure figcaption dl dt dd hr br'),
  ...same('strong b em i u s del ins mark kbd samp var code abbr sub sup small q cite time ruby rt rp details summary'),
  ...Object.fromEntries([1, 2, 3, 4, 5, 6].map((level) => [`h${level}`, 'p'])),
  a: 'span',
  math: 'code',
};

/** Nothing of these is shown, not even their text. */
const GONE = new Set(
  words('script style template noscript iframe frame object embed svg link meta base title head annotation'),
);

const BLOCKS = new Set(words('p blockquote pre ul ol li table tr figure dl dt dd hr h1 h2 h3 h4 h5 h6 details'));

/** Deeper than any text is written; a hostile tree must not exhaust the stack. */
const MAX_DEPTH = 120;

export interface TreeLimit {
  blocks: number;
  characters: number;
}

export const BEGINNING: TreeLimit = { blocks: 40, characters: 6000 };
export const WHOLE: TreeLimit = { blocks: Number.POSITIVE_INFINITY, characters: Number.POSITIVE_INFINITY };

export interface ShownTree {
  nodes: ComponentChild[];
  /** There is more than was asked for. */
  cut: boolean;
}

export function showTree(root: Root, limit: TreeLimit): ShownTree {
  const left = { ...limit };
  let cut = false;

  function children(nodes: readonly (RootContent | ElementContent)[], depth: number): ComponentChild[] {
    const out: ComponentChild[] = [];
    for (const node of nodes) {
      if (left.blocks <= 0 || left.characters <= 0 || depth > MAX_DEPTH) {
        cut = true;
        break;
      }
      if (node.type === 'text') {
        left.characters -= node.value.length;
        out.push(node.value);
      } else if (node.type === 'element') {
        out.push(element(node, depth));
      }
    }
    return out;
  }

  function element(node: Element, depth: number): ComponentChild {
    if (BLOCKS.has(node.tagName)) left.blocks -= 1;
    if (GONE.has(node.tagName)) return null;
    if (node.tagName === 'img') return picture(node);
    if (node.tagName === 'video' || node.tagName === 'audio')
      return placeholder('media', t('tree_media'), hostOf(node));
    if (node.tagName === 'input') return node.properties.checked ? '☑ ' : '☐ ';
    const shown = Object.hasOwn(SHOWN, node.tagName) ? SHOWN[node.tagName] : undefined;
    if (shown === undefined) return children(node.children, depth + 1);
    const inside = shown === 'hr' || shown === 'br' ? null : children(node.children, depth + 1);
    return h(shown, attributes(node), inside);
  }

  return { nodes: children(root.children, 0), cut };
}

type Attributes = Record<string, string | number | boolean>;

function attributes(node: Element): Attributes {
  const { tagName, properties } = node;
  const out: Attributes = {};
  if (/^h[1-6]$/.test(tagName)) out.class = `tree-heading tree-${tagName}`;
  if (tagName === 'a') {
    out.class = 'tree-link';
    if (typeof properties.href === 'string') out.title = properties.href;
  }
  if (tagName === 'details') out.open = true;
  if (typeof properties.lang === 'string') out.lang = properties.lang;
  if (properties.dir === 'rtl' || properties.dir === 'ltr' || properties.dir === 'auto') out.dir = properties.dir;
  copyNumber(out, 'colspan', properties.colSpan, tagName === 'td' || tagName === 'th');
  copyNumber(out, 'rowspan', properties.rowSpan, tagName === 'td' || tagName === 'th');
  copyNumber(out, 'start', properties.start, tagName === 'ol');
  copyNumber(out, 'value', properties.value, tagName === 'li');
  return out;
}

function copyNumber(out: Attributes, name: string, value: unknown, wanted: boolean): void {
  const number = Number(value);
  if (wanted && value !== undefined && value !== null && Number.isInteger(number)) out[name] = number;
}

function picture(node: Element): ComponentChild {
  const { alt, width, height } = node.properties;
  const size = Number(width) > 0 && Number(height) > 0 ? `${Number(width)} × ${Number(height)}` : null;
  const words = typeof alt === 'string' && alt.trim() !== '' ? alt : t('tree_image');
  return placeholder('image', words, [hostOf(node), size].filter(Boolean).join(' · '));
}

function placeholder(kind: 'image' | 'media', words: string, about: string): ComponentChild {
  return h('span', { class: `tree-placeholder tree-${kind}` }, [
    h('span', { class: 'tree-alt', dir: 'auto' }, words),
    about === '' ? null : h('small', { dir: 'ltr' }, about),
  ]);
}

function hostOf(node: Element): string {
  const { src } = node.properties;
  return typeof src === 'string' && URL.canParse(src) ? new URL(src).host : '';
}

function words(list: string): string[] {
  return list.split(' ');
}

function same(list: string): Record<string, string> {
  return Object.fromEntries(words(list).map((name) => [name, name]));
}
