import type { Element, ElementContent, Properties } from 'hast';
import { childrenOf, isElement, stringProperty, text } from '../../../draft/tree.ts';
import type { Context } from './context.ts';
import { keptImage } from './image.ts';
import { keptFrame, keptPlayer } from './media.ts';
import { isLinkUrl } from './url.ts';

/**
 * What goes into an html card, which Ghost writes into the page letter for letter. The tree has passed the clip's
 * allow-list, so that only harmless elements are in it; here every address is looked at once more, and what would not
 * work in a card is rewritten.
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
    case 'picture':
      return cardSafe(childrenOf(node), context).filter((child) => isElement(child, 'img'));
    case 'iframe':
      return present(keptFrame(node, context));
    case 'video':
    case 'audio':
      return present(keptPlayer(node, context));
    case 'source':
      return [];
    case 'input':
      return [text(node.properties.checked === true ? '☑ ' : '☐ ')];
    default:
      return [{ ...node, properties: inert(node.properties), children: cardSafe(childrenOf(node), context) }];
  }
}

function safeLink(node: Element, context: Context): ElementContent[] {
  const href = stringProperty(node, 'href');
  const children = cardSafe(childrenOf(node), context);
  return isLinkUrl(href) ? [{ ...node, properties: { href }, children }] : children;
}

/** No handler and no address on an element that needs none. */
function inert(properties: Properties): Properties {
  const names = Object.keys(properties).filter(
    (name) => !/^on|^(?:style|href|src|srcDoc|srcSet|action)$|^xLink/i.test(name),
  );
  return Object.fromEntries(names.map((name) => [name, properties[name]]));
}

function present(node: Element | null): Element[] {
  return node === null ? [] : [node];
}
