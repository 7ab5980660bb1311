/**
 * The DOM, read past the page's tricks. `<input name=firstChild>` shadows a form's own properties, in an isolated
 * world too, so nothing is ever read off an element: the prototypes' getters and methods are taken once, when the
 * script is loaded. Also the flat tree: shadow roots and slots as the person sees them.
 */

function accessor<N, V>(prototype: object, name: string): (this: N) => V {
  const get = Object.getOwnPropertyDescriptor(prototype, name)?.get;
  if (get === undefined) throw new TypeError(`no getter ${name}`);
  return get;
}

function getter<N, V>(prototype: object, name: string): (node: N) => V {
  const get = accessor<N, V>(prototype, name);
  return (node) => get.call(node);
}

export const ELEMENT = 1;
export const TEXT = 3;
const FRAGMENT = 11;

// These four are asked of every node. Each is a function of its own: what all getters shared would not be compiled well.
const getNodeName = accessor<Node, string>(Node.prototype, 'nodeName');
const getFirstChild = accessor<Node, ChildNode | null>(Node.prototype, 'firstChild');
const getNextSibling = accessor<Node, ChildNode | null>(Node.prototype, 'nextSibling');
const getData = accessor<CharacterData, string>(CharacterData.prototype, 'data');

/** `#text`, `#comment` …; of elements the name, in capitals in html documents. One call tells kind and name. */
export const nodeName = (node: Node): string => getNodeName.call(node);
export const firstChild = (node: Node): ChildNode | null => getFirstChild.call(node);
export const nextSibling = (node: Node): ChildNode | null => getNextSibling.call(node);
export const dataOf = (node: CharacterData): string => getData.call(node);
export const nodeType = getter<Node, number>(Node.prototype, 'nodeType');
export const parentOf = getter<Node, Node | null>(Node.prototype, 'parentNode');
export const previousSibling = getter<Node, ChildNode | null>(Node.prototype, 'previousSibling');
export const ownerDocument = getter<Node, Document | null>(Node.prototype, 'ownerDocument');
export const textContent = getter<Node, string | null>(Node.prototype, 'textContent');
export const baseURI = getter<Node, string>(Node.prototype, 'baseURI');
export const localName = getter<Element, string>(Element.prototype, 'localName');
export const className = getter<Element, string>(Element.prototype, 'className');
export const previousElement = getter<Element, Element | null>(Element.prototype, 'previousElementSibling');
export const nextElement = getter<Element, Element | null>(Element.prototype, 'nextElementSibling');
export const shadowRootOf = getter<Element, ShadowRoot | null>(Element.prototype, 'shadowRoot');
const hostOf = getter<ShadowRoot, Element>(ShadowRoot.prototype, 'host');
const elementSlot = getter<Element, HTMLSlotElement | null>(Element.prototype, 'assignedSlot');
const textSlot = getter<Text, HTMLSlotElement | null>(Text.prototype, 'assignedSlot');

const element = Element.prototype;
const { getAttribute, hasAttribute, hasAttributes, closest, querySelector, querySelectorAll, matches } = element;

export const attribute = (node: Element, name: string): string | null => getAttribute.call(node, name);
export const carries = (node: Element, name: string): boolean => hasAttribute.call(node, name);
export const anyAttribute = (node: Element): boolean => hasAttributes.call(node);
export const nearest = (node: Element, selectors: string): Element | null => closest.call(node, selectors);
export const find = (node: Element, selectors: string): Element | null => querySelector.call(node, selectors);
export const findAll = (node: Element, selectors: string): NodeListOf<Element> =>
  querySelectorAll.call(node, selectors);
export const fitsSelector = (node: Element, selectors: string): boolean => matches.call(node, selectors);
export const contains = (node: Node, other: Node): boolean => Node.prototype.contains.call(node, other);
export const assigned = (slot: HTMLSlotElement): Node[] => HTMLSlotElement.prototype.assignedNodes.call(slot);

const {
  querySelectorAll: queryAllIn,
  getElementsByTagName: taggedIn,
  getElementsByClassName: classedIn,
} = Document.prototype;

/** On a document, named elements shadow its own methods as inputs do on a form. */
export const queryAll = (doc: Document, selectors: string): NodeListOf<Element> => queryAllIn.call(doc, selectors);
export const tagged = (doc: Document, name: string): HTMLCollectionOf<Element> => taggedIn.call(doc, name);
export const classed = (doc: Document, name: string): HTMLCollectionOf<Element> => classedIn.call(doc, name);
export const headOf = getter<Document, HTMLElement | null>(Document.prototype, 'head');
export const bodyOf = getter<Document, HTMLElement | null>(Document.prototype, 'body');
export const viewOf = getter<Document, Window | null>(Document.prototype, 'defaultView');
export const rootOf = getter<Document, Element | null>(Document.prototype, 'documentElement');
export const selectionIn = (doc: Document): Selection | null => Document.prototype.getSelection.call(doc);

export function isNamedElement(_node: Node, name: string): _node is Element {
  return name.charCodeAt(0) !== HASH;
}

export function isNamedText(_node: Node, name: string): _node is Text {
  return name === '#text' || name === '#cdata-section';
}

const TEXT_PROTOTYPE = Text.prototype;

/** Known without asking the DOM: a text of this realm. Others are known by their name. */
export function isOwnText(node: Node): node is Text {
  return Object.getPrototypeOf(node) === TEXT_PROTOTYPE;
}

const HASH = 35;

export function childAt(parent: Node, offset: number): Node | null {
  let child: Node | null = firstChild(parent);
  for (let i = 0; i < offset && child !== null; i++) child = nextSibling(child);
  return offset < 0 ? null : child;
}

export function isElement(node: Node | null): node is Element {
  return node !== null && nodeType(node) === ELEMENT;
}

export function isText(node: Node): node is Text {
  const type = nodeType(node);
  return type === TEXT || type === 4;
}

export function isSlot(node: Element): node is HTMLSlotElement {
  return node instanceof HTMLSlotElement;
}

function isShadowRoot(node: Node): node is ShadowRoot {
  return nodeType(node) === FRAGMENT && 'host' in node;
}

/** The parent in the flat tree: a slotted node's slot, a shadow root's host. Null above the document's element. */
export function flatParent(node: Node): Element | null {
  const slot = isElement(node) ? elementSlot(node) : isText(node) ? textSlot(node) : null;
  if (slot !== null) return slot;
  const parent = parentOf(node);
  if (parent === null) return null;
  if (isElement(parent)) return parent;
  return isShadowRoot(parent) ? hostOf(parent) : null;
}

/** A node and everything above it in the flat tree, outermost first. */
export function flatPath(node: Node): Node[] {
  const path: Node[] = [node];
  for (let up = flatParent(node); up !== null; up = flatParent(up)) path.push(up);
  return path.reverse();
}
