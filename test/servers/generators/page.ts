/** What our layouts write of a page, and how it is read back. */
export interface BuiltPage {
  /** Of its source, within the repository. */
  path: string;
  /** Within the site. */
  file: string;
  /** What the generator read in its front matter. */
  data: Readonly<Record<string, unknown>>;
  /** What it made of the Markdown. */
  html: string;
}

/** No clip brings along an element of this name. Comments would be taken out by Hugo. */
const BODY = ['<main>', '</main>'] as const;

/**
 * A page as a layout writes it.
 * @param data what writes the page's path and front matter as JSON, escaped for html
 * @param content what writes its html
 */
export const pageLayout = (data: string, content: string): string =>
  `<!doctype html><html><head><meta charset="utf-8"><meta name="probe" content="${data}"></head>` +
  `<body>${BODY[0]}${content}${BODY[1]}</body></html>\n`;

/** Null where it is no page of ours (a list of posts). */
export function readPage(file: string, html: string): BuiltPage | null {
  const [, escaped] = /<meta name="probe" content="([^"]*)">/.exec(html) ?? [];
  if (escaped === undefined) return null;
  const { path, ...data }: { path: string } = JSON.parse(unescaped(escaped));
  return { path, file, data, html: html.slice(html.indexOf(BODY[0]) + BODY[0].length, html.lastIndexOf(BODY[1])) };
}

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The references that generators write in an attribute's value. */
function unescaped(value: string): string {
  return value.replace(/&(#x?[\da-f]+|[a-z]+);/gi, (all, name: string) =>
    name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1).replace(/^x/i, '0x'))) : (NAMED[name] ?? all),
  );
}
