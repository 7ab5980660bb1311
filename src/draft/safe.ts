import type { Element, ElementContent, Properties } from 'hast';
import {
  DROPPED_WHOLE,
  GLOBAL_PROPERTIES,
  HTML_ELEMENTS,
  MATH_ELEMENTS,
  type PropertyRules,
} from '../clip/allow-list.ts';
import { childrenOf, isElement, stringProperty, text } from './tree.ts';
import { isLinkUrl } from './url.ts';

/** What an element of this name becomes in one system; null: what the allow-list says. */
export type Rewritings = ReadonlyMap<string, (node: Element) => ElementContent[] | null>;

/**
 * What a system writes into its page letter for letter: only elements, properties and addresses of the clip's
 * allow-list, whatever tree this is given. The rewritings decide on what is loaded from elsewhere.
 */
export function safeTree(nodes: readonly ElementContent[], rewritings: Rewritings, linked = false): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [node];
    return isElement(node) ? safeElement(node, rewritings, linked) : [];
  });
}

function safeElement(node: Element, rewritings: Rewritings, linked: boolean): ElementContent[] {
  const rewritten = rewritings.get(node.tagName)?.(node) ?? null;
  if (rewritten !== null) return rewritten;
  if (DROPPED_WHOLE.has(node.tagName)) return [];
  if (isElement(node, 'input')) return [text(node.properties.checked === true ? '☑ ' : '☐ ')];
  if (isElement(node, 'a')) return safeLink(node, rewritings, linked);
  const children = safeTree(childrenOf(node), rewritings, linked);
  const rules = HTML_ELEMENTS.get(node.tagName) ?? MATH_ELEMENTS.get(node.tagName);
  return rules === undefined ? children : [{ ...node, properties: listed(node.properties, rules), children }];
}

/** Links hold no links: a parser would cut them apart. */
function safeLink(node: Element, rewritings: Rewritings, linked: boolean): ElementContent[] {
  const href = stringProperty(node, 'href');
  const keeps = !linked && isLinkUrl(href);
  const children = safeTree(childrenOf(node), rewritings, linked || keeps);
  return keeps ? [{ ...node, properties: { href }, children }] : children;
}

/** The listed properties; `cite` is an address nobody sees. */
function listed(properties: Properties, rules: PropertyRules): Properties {
  const names = Object.keys(properties).filter(
    (name) => name !== 'cite' && (Object.hasOwn(rules, name) || Object.hasOwn(GLOBAL_PROPERTIES, name)),
  );
  return Object.fromEntries(names.map((name) => [name, properties[name]]));
}
