/** A part of a text for people: a paragraph, or lines to copy. */
export interface CurePart {
  code: boolean;
  text: string;
}

/**
 * A text of _locales may have several lines. Each is a paragraph; lines that begin with a space are code to copy, and
 * those that follow each other are one block.
 */
export function cureParts(text: string): CurePart[] {
  const parts: CurePart[] = [];
  for (const line of text.split('\n')) {
    const code = line.startsWith(' ');
    const last = parts.at(-1);
    if (code && last?.code) last.text += `\n${line.trim()}`;
    else if (line.trim() !== '') parts.push({ code, text: line.trim() });
  }
  return parts;
}
