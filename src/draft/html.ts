import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';

/**
 * A tree as HTML. Text and attributes are escaped and every tag is written out, so that the answer parses back into the
 * same tree wherever it is put. Only elements and text are written: what else hast knows (comments, raw html) has no
 * place in a draft. Names of elements and properties are written as they stand, so a tree holds none but those of the
 * allow-list and an adapter's own.
 * @see https://html.spec.whatwg.org/#html-fragment-serialisation-algorithm
 */
export function toHtml(tree: Root | readonly ElementContent[]): string {
  return writeNodes('type' in tree ? tree.children : tree);
}

function writeNodes(nodes: readonly (RootContent | ElementContent)[]): string {
  let html = '';
  for (const node of nodes) {
    if (node.type === 'text') html += node.value.replace(IN_TEXT, reference);
    else if (node.type === 'element') html += writeElement(node);
  }
  return html;
}

function writeElement({ tagName, properties, children }: Element): string {
  const start = `<${tagName}${writeProperties(properties)}>`;
  return VOID.has(tagName) ? start : `${start}${writeNodes(children)}</${tagName}>`;
}

/** @see https://html.spec.whatwg.org/#void-elements */
const VOID: ReadonlySet<string> = new Set('area base br col embed hr img input link meta source track wbr'.split(' '));

/** A flag that is set stands alone, one that is not (and what is missing) is left out; lists are parted by spaces. */
function writeProperties(properties: Properties): string {
  let html = '';
  for (const name in properties) {
    const value = properties[name];
    if (value === undefined || value === null || value === false) continue;
    html += ` ${attributeName(name)}`;
    if (value === true) continue;
    const text = Array.isArray(value) ? value.join(' ') : String(value);
    html += `="${text.replace(IN_ATTRIBUTE, reference)}"`;
  }
  return html;
}

/** hast names a property like its attribute, in camel case; of those that a draft knows, `class` is the exception. */
function attributeName(property: string): string {
  return property === 'className' ? 'class' : property.toLowerCase();
}

const IN_TEXT = /[&<]/g;
/** Only the first two need it; readers that take the others for quotation marks exist. */
const IN_ATTRIBUTE = /[&"'`]/g;

/** By number: readers that know no name of a character know these. */
function reference(character: string): string {
  return `&#x${character.charCodeAt(0).toString(16).toUpperCase()};`;
}
