import type { Element } from 'hast';
import { keptFrame, keptPlayer } from '../../../draft/media.ts';
import { element, stringProperty, text } from '../../../draft/tree.ts';
import { type Block, block, html, styled } from './block.ts';
import type { Context } from './context.ts';
import { embedOf } from './embed.ts';

/** A frame from the web: an embed where WordPress knows the service. The filter for authors leaves only a link. */
export function frame(node: Element, context: Context): Block[] {
  const kept = keptFrame(node, context);
  if (kept === null) return [];
  const embed = embedOf(stringProperty(kept, 'src'));
  if (embed !== null) return [embed];
  return [context.options.filtered ? block('paragraph', {}, element('p', {}, [frameLink(kept)])) : html(kept)];
}

export function frameLink(frame: Element): Element {
  const href = stringProperty(frame, 'src');
  return element('a', { href }, [text(stringProperty(frame, 'title').trim() || href)]);
}

/** Video and audio; their size is left to the theme. */
export function player(node: Element, context: Context): Block[] {
  const kept = keptPlayer(node, context);
  if (kept === null) return [];
  const { width: _width, height: _height, ...properties } = kept.properties;
  const name = kept.tagName;
  return [block(name, {}, styled('figure', `wp-block-${name}`, [element(name, properties, [])]))];
}
