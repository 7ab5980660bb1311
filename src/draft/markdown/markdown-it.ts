import type { Dialect } from './dialect.ts';
import { bareAlt, escaping } from './escape.ts';
import { GITHUB } from './github.ts';

const text = escaping('', '');

/** markdown-it as Eleventy sets it up: html, tables and deleted text; no links of its own, no footnotes, no boxes to tick. */
export const MARKDOWN_IT: Dialect = { ...GITHUB, item: (body) => body, text, alt: bareAlt(text) };
