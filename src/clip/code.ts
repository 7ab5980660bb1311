import { attribute, className, find, isElement, localName, parentOf } from './dom.ts';

/** Class names of highlighters: Prism, highlight.js, GitHub, Rouge, pandoc, SyntaxHighlighter, prettify. */
const LANGUAGE =
  /(?:^|\s)(?:language|lang|highlight-source|highlight-text|brush|syntax|src)(?:-|:\s?)([\w+#.-]+)|(?:^|\s)(?:sourceCode|src)\s+([\w+#-]+)|(?:^|\s)hljs\s+([\w+#-]+)/i;
const NO_LANGUAGE = new Set(['none', 'plaintext', 'plain', 'text', 'txt', 'auto', 'nohighlight', 'highlight', 'code']);
/** Line-number gutters and what highlighters add beside the code. */
export const GUTTER_CLASS =
  /(?:^|\s)(?:gutter|gl|lineno|linenos?|linenodiv|line-?numbers?|line-numbers-rows|blob-num|rouge-gutter|hljs-ln-numbers|hljs-ln-n|react-syntax-highlighter-line-number|code-lang|copy-?(?:btn|button|code))(?:\s|$)/i;

/** The language of a `pre` (or of the code table in its place): said on it, on its code or on up to three parents. */
export function codeLanguage(pre: Element): string | null {
  const code = find(pre, 'code');
  let language = (code !== null ? stated(code) : null) ?? stated(pre);
  let up = parentOf(pre);
  for (let i = 0; language === null && i < 3 && isElement(up) && localName(up) !== 'body'; i++) {
    language = stated(up);
    up = parentOf(up);
  }
  return language;
}

function stated(element: Element): string | null {
  const said =
    attribute(element, 'data-language') ?? attribute(element, 'data-lang') ?? attribute(element, 'data-code-language');
  const match = said === null ? LANGUAGE.exec(String(className(element))) : null;
  const name = (said ?? match?.[1] ?? match?.[2] ?? match?.[3] ?? '').toLowerCase();
  return /^[a-z0-9+#._-]{1,40}$/.test(name) && !NO_LANGUAGE.has(name) ? name : null;
}

/**
 * What a table is for. code: one block of code, a row a line (GitHub's file view, highlightjs-line-numbers). layout: it
 * only arranges the page, or numbers beside code, and its cells are blocks. data: everything else.
 */
export function tableUse(table: Element): 'data' | 'code' | 'layout' {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return 'layout';
  if (find(table, 'th, caption') !== null) return 'data';
  if (find(table, 'td.blob-code, td.hljs-ln-code, td.js-file-line') !== null) return 'code';
  return find(table, 'table, td.code pre, td.rouge-code pre') === null ? 'data' : 'layout';
}
