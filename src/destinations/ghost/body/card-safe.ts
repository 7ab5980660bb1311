import type { Element, ElementContent, Properties } from 'hast';
import {
  DROPPED_WHOLE,
  GLOBAL_PROPERTIES,
  HTML_ELEMENTS,
  MATH_ELEMENTS,
  type PropertyRules,
} from '../../../clip/allow-list.ts';
import { childrenOf, isElement, stringProperty, text } from '../../../draft/tree.ts';
import type { Context } from './context.ts';
import { keptImage } from './image.ts';
import { keptFrame, keptPlayer } from './media.ts';
import { isLinkUrl } from './url.ts';

/**
 * What goes into an html card, which Ghost writes into the page letter for letter: only elements, properties and
 * addresses of the clip's allow-list, whatever tree this is given.
 */
export function cardSafe(nodes: readonly ElementContent[], context: Context): ElementContent[] {
  return nodes.flatMap((node) => {
    if (node.type === 'text') return [node];
    return isElement(node) ? safeElement(node, context) : [];
  });
}

function safeElement(node: Element, context: Context): ElementContent[] {
  switch (node.tagName) {
    case 'a':
      return safeLink(node, context);
    case 'img':
      return present(keptImage(node, context));
    case 'iframe':
      return present(keptFrame(node, context));
    case 'video':
    case 'audio':
      return present(keptPlayer(node, context));
    case 'input':
      return [text(node.properties.checked === true ? '☑ ' : '☐ ')];
    default:
      return listedElement(node, context);
  }
}

function listedElement(node: Element, context: Context): ElementContent[] {
  if (DROPPED_WHOLE.has(node.tagName)) return [];
  const children = cardSafe(childrenOf(node), context);
  const rules = HTML_ELEMENTS.get(node.tagName) ?? MATH_ELEMENTS.get(node.tagName);
  return rules === undefined ? children : [{ ...node, properties: listed(node.properties, rules), children }];
}

function safeLink(node: Element, context: Context): ElementContent[] {
  const href = stringProperty(node, 'href');
  const children = cardSafe(childrenOf(node), context);
  return isLinkUrl(href) ? [{ ...node, properties: { href }, children }] : children;
}

/** The listed properties; `cite` is an address nobody sees. */
function listed(properties: Properties, rules: PropertyRules): Properties {
  const names = Object.keys(properties).filter(
    (name) => name !== 'cite' && (Object.hasOwn(rules, name) || Object.hasOwn(GLOBAL_PROPERTIES, name)),
  );
  return Object.fromEntries(names.map((name) => [name, properties[name]]));
}

function present(node: Element | null): Element[] {
  return node === null ? [] : [node];
}
