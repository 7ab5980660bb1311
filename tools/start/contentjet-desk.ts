/** What Contentjet's interface would show of a project, at the same addresses: its entries, and one with its fields. */
import { createServer, type Server } from 'node:http';
import type { ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { contentOf, element, text } from '../../src/draft/tree.ts';
import { readMarkdown } from '../../test/fixtures/markdown-reader.ts';
import { listen, stop } from '../../test/servers/contentjet.ts';
import type { ContentjetEntry, ContentjetListedEntry, ContentjetSite } from '../../test/servers/contentjet-site.ts';

export interface Desk {
  /** Without a slash at its end. */
  url: string;
  entriesUrl: string;
  urlOf(entry: ContentjetListedEntry): string;
  stop(): Promise<void>;
}

/** Entries hold what pages said: nothing of it runs. */
const POLICY = "default-src 'none'; img-src *; style-src 'unsafe-inline'";
const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:44rem;margin:2rem auto;padding:0 1rem}dt{color:#666}img{max-width:100%}';

export async function startDesk(site: ContentjetSite, project: number, port: number): Promise<Desk> {
  const pathOf = ({ entryTypeId, id }: ContentjetListedEntry): string =>
    `/project/${project}/entries/${entryTypeId}/${id}`;
  const server: Server = createServer((request, response) => {
    const id = /^\/project\/\d+\/entries\/\d+\/(\d+)$/.exec(request.url ?? '')?.[1];
    const page =
      id === undefined ? site.entries().then((entries) => listOf(entries, pathOf)) : site.entry(id).then(wholeOf);
    page.then(
      (content) => {
        response.writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY });
        response.end(toHtml([{ type: 'doctype' }, element('style', {}, [text(STYLE)]), ...content]));
      },
      () => response.writeHead(404).end(),
    );
  });
  const url = await listen(server, port);
  return {
    url,
    entriesUrl: `${url}/project/${project}/entries`,
    urlOf: (entry) => url + pathOf(entry),
    stop: () => stop(server),
  };
}

function listOf(
  entries: readonly ContentjetListedEntry[],
  pathOf: (entry: ContentjetListedEntry) => string,
): ElementContent[] {
  const rows = entries.map((entry) =>
    element('li', {}, [element('a', { href: pathOf(entry) }, [text(entry.name)]), text(` (${stateOf(entry)})`)]),
  );
  return [element('title', {}, [text('Entries')]), element('h1', {}, [text('Entries')]), element('ul', {}, rows)];
}

const stateOf = ({ published }: { published: string }): string =>
  Date.parse(published) > Date.now() ? `draft: not before ${published.slice(0, 10)}` : 'published';

function wholeOf(entry: ContentjetEntry): ElementContent[] {
  const fields = Object.entries(entry.fields).flatMap(([name, value]) =>
    isEmpty(value) ? [] : [element('dt', {}, [text(name)]), element('dd', {}, shown(name, value))],
  );
  const about = element('p', {}, [text([stateOf(entry), ...entry.tags].join(' · '))]);
  return [
    element('title', {}, [text(entry.name)]),
    element('article', {}, [element('h1', {}, [text(entry.name)]), about, element('dl', {}, fields)]),
  ];
}

const isEmpty = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** The double's one field for Markdown is called `body`. */
function shown(name: string, value: unknown): ElementContent[] {
  if (typeof value !== 'string') return [text(JSON.stringify(value))];
  return name === 'body' ? contentOf(readMarkdown(value).children) : [text(value)];
}
