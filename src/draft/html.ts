import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';

/**
 * A tree as HTML. Text and attributes are escaped and every tag is written out, so that the answer parses back into the
 * same tree wherever it is put. Only elements and text are written: what else hast knows (comments, raw html) has no
 * place in a draft. Names of elements and properties are written as they stand, so a tree holds none but those of the
 * allow-list and an adapter's own.
 * @see https://html.spec.whatwg.org/#html-fragment-serialisation-algorithm
 */
export function toHtml(tree: Root | readonly ElementContent[], escapes = LEAST): string {
  return writeNodes('type' in tree ? tree.children : tree, escapes);
}

/** The characters that are written by number. */
export interface Escapes {
  text: RegExp;
  attribute: RegExp;
}

function writeNodes(nodes: readonly (RootContent | ElementContent)[], escapes: Escapes): string {
  let html = '';
  for (const node of nodes) {
    if (node.type === 'text') html += node.value.replace(escapes.text, reference);
    else if (node.type === 'element') html += writeElement(node, escapes);
  }
  return html;
}

function writeElement({ tagName, properties, children }: Element, escapes: Escapes): string {
  const start = `<${tagName}${writeProperties(properties, escapes)}>`;
  return VOID.has(tagName) ? start : `${start}${writeNodes(children, escapes)}</${tagName}>`;
}

/** @see https://html.spec.whatwg.org/#void-elements */
const VOID: ReadonlySet<string> = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** A flag that is set stands alone, one that is not (and what is missing) is left out; lists are parted by spaces. */
function writeProperties(properties: Properties, escapes: Escapes): string {
  let html = '';
  for (const name in properties) {
    const value = properties[name];
    if (value === undefined || value === null || value === false) continue;
    html += ` ${attributeName(name)}`;
    if (value === true) continue;
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    html += `="${text.replace(escapes.attribute, reference)}"`;
  }
  return html;
}

/** hast names a property like its attribute, in camel case; of those that a draft knows, `class` is the exception. */
function attributeName(property: string): string {
  return property === 'className' ? 'class' : property.toLowerCase();
}

const LEAST: Escapes = {
  text: /[&<]/g,
  // Only the first two need it; readers that take the others for quotation marks exist.
  attribute: /[&"'`]/g,
};

/** By number: readers that know no name of a character know these. */
export function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}
