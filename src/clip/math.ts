import type { ElementContent, Element as HastElement } from 'hast';
import { MATH_ELEMENTS } from './allow-list.ts';
import {
  attribute,
  className,
  dataOf,
  find,
  firstChild,
  isElement,
  isText,
  localName,
  nearest,
  nextElement,
  nextSibling,
  previousElement,
  textContent,
} from './dom.ts';
import { cleanValue } from './values.ts';

/** Elements that are one formula: it is clipped whole, however little of it is selected. */
const FORMULA = 'math, .katex, mjx-container, .MathJax, .MathJax_SVG, .MathJax_CHTML, .mjx-chtml, .mwe-math-element';
export const FORMULA_CLASS = /(?:^|\s)(?:katex|MathJax\w*|mjx-chtml|MJXp-math|mwe-math-element)(?:\s|$)/;
const TEX_SCRIPT = /^math\/tex/;
const MAX_DEPTH = 60;

export function formulaAround(element: Element): Element | null {
  return nearest(element, FORMULA);
}

/**
 * The source of a rendered formula, as MathML with its TeX annotation where the page has either: KaTeX, MathJax 2
 * and 3, Wikipedia's, plain MathML. Null where the page kept no source; 'skip' where its source stands beside it.
 */
export function readFormula(element: Element, name: string): HastElement | 'skip' | null {
  if (name === 'math') return copyMath(element);
  const inner = find(element, 'math');
  const tex = attachedTex(element);
  if (inner !== null) return copyMath(inner, isDisplay(element));
  if (tex !== null) return texToMath(tex.text, tex.display);
  const mathml = attribute(element, 'data-mathml') ?? dataMathml(element);
  if (mathml !== null) {
    const parsed = new DOMParser().parseFromString(mathml, 'text/html').querySelector('math');
    if (parsed !== null) return copyMath(parsed);
  }
  return /MathJax_Preview/.test(className(element)) ? 'skip' : null;
}

/** `<script type="math/tex">`, MathJax 2's source, where no rendered formula before it has taken it already. */
export function readTexScript(script: Element): HastElement | null {
  const type = attribute(script, 'type');
  if (type === null || !TEX_SCRIPT.test(type)) return null;
  const before = previousElement(script);
  if (before !== null && FORMULA_CLASS.test(String(className(before)))) return null;
  return texToMath(textContent(script) ?? '', type.includes('mode=display'));
}

function attachedTex(element: Element): { text: string; display: boolean } | null {
  const next = nextElement(element);
  const type = next !== null && localName(next) === 'script' ? attribute(next, 'type') : null;
  if (next === null || type === null || !TEX_SCRIPT.test(type)) return null;
  return { text: textContent(next) ?? '', display: type.includes('mode=display') };
}

function dataMathml(element: Element): string | null {
  const holder = find(element, '[data-mathml]');
  return holder === null ? null : attribute(holder, 'data-mathml');
}

function isDisplay(element: Element): boolean {
  return attribute(element, 'display') === 'true' || nearest(element, '.katex-display, .MathJax_Display') !== null;
}

/** TeX as MathML that says what it is: readers without a renderer see the source. */
function texToMath(tex: string, display: boolean): HastElement {
  const source = tex.trim();
  return math(display, [
    node('semantics', {}, [
      node('mtext', {}, [{ type: 'text', value: source }]),
      node('annotation', { encoding: 'application/x-tex' }, [{ type: 'text', value: source }]),
    ]),
  ]);
}

function math(display: boolean, children: ElementContent[]): HastElement {
  return node('math', display ? { display: 'block' } : {}, children);
}

function node(tagName: string, properties: HastElement['properties'], children: ElementContent[]): HastElement {
  return { type: 'element', tagName, properties, children };
}

function copyMath(element: Element, display = false): HastElement {
  const copy = node('math', mathProperties(element, 'math'), copyChildren(element, 0));
  if (display) copy.properties.display = 'block';
  return copy;
}

/** Depth is capped, so this may recurse: beneath the cap only text is kept. */
function copyChildren(parent: Element, depth: number): ElementContent[] {
  const children: ElementContent[] = [];
  for (let child = firstChild(parent); child !== null; child = nextSibling(child)) {
    if (isText(child)) {
      const value = dataOf(child);
      if (value.trim() !== '') children.push({ type: 'text', value: value.trim() });
    } else if (isElement(child)) {
      const name = localName(child);
      if (name === 'annotation-xml' || name === 'script' || name === 'style') continue;
      if (!MATH_ELEMENTS.has(name) || name === 'math' || depth >= MAX_DEPTH) {
        const value = (textContent(child) ?? '').trim();
        if (value !== '') children.push({ type: 'text', value });
      } else children.push(node(name, mathProperties(child, name), copyChildren(child, depth + 1)));
    }
  }
  return children;
}

function mathProperties(element: Element, name: string): HastElement['properties'] {
  const properties: HastElement['properties'] = {};
  for (const [property, rule] of Object.entries(MATH_ELEMENTS.get(name) ?? {})) {
    const value = cleanValue(rule, attribute(element, property));
    if (value !== undefined) properties[property] = value;
  }
  return properties;
}
