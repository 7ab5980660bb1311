import type { Element, ElementContent, Root } from 'hast';

/** Plain text as paragraphs: blank lines part them, single line ends become line breaks. */
export function paragraphs(text: string): Root {
  const children: Element[] = [];
  for (const block of text.split(/(?:\r\n?|\n)[\t ]*(?:\r\n?|\n)\s*/)) {
    const lines = block.split(/\r\n?|\n/).map((line) => line.trim());
    const content: ElementContent[] = [];
    for (const line of lines) {
      if (line === '') continue;
      if (content.length > 0) content.push({ type: 'element', tagName: 'br', properties: {}, children: [] });
      content.push({ type: 'text', value: line });
    }
    if (content.length > 0) children.push({ type: 'element', tagName: 'p', properties: {}, children: content });
  }
  return { type: 'root', children };
}
