import type { ElementContent } from 'hast';
import { element, text } from './tree.ts';

/** A person's plain text as paragraphs: empty lines part them, single line breaks stay, bare web addresses become links. */
export function noteParagraphs(note: string): ElementContent[] {
  return note
    .replace(/\r\n?/g, '\n')
    .split(/\n[ \t]*\n\s*/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => element('p', {}, paragraph.split('\n').flatMap(noteLine)));
}

function noteLine(line: string, index: number): ElementContent[] {
  const broken = index === 0 ? [] : [element('br', {}, [])];
  return [...broken, ...withLinks(line)];
}

function withLinks(line: string): ElementContent[] {
  return line
    .split(/(https?:\/\/[^\s<>"]+)/i)
    .flatMap((part, index) => (index % 2 === 1 ? webAddress(part) : text(part)))
    .filter((node) => node.type !== 'text' || node.value !== '');
}

/** Punctuation that ends the sentence is no part of the address; a bracket is when its partner is in it. */
function webAddress(found: string): ElementContent[] {
  let url = found.replace(/[.,;:!?'’”»]+$/, '');
  if (url.endsWith(')') && !url.includes('(')) url = url.slice(0, -1);
  if (!URL.canParse(url)) return [text(found)];
  return [element('a', { href: url }, [text(url)]), text(found.slice(url.length))];
}
