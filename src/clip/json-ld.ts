/** What schema.org says of the page, as far as a source line needs it. */
export interface Described {
  headline: string | null;
  author: string | null;
  publishedAt: string | null;
  siteName: string | null;
}

const MAX_SCRIPT = 200_000;
const MAX_NODES = 2000;
const ARTICLE = /(?:Article|BlogPosting|Report|Review|SocialMediaPosting|DiscussionForumPosting|WebPage|VideoObject)$/;

/** Reads JSON-LD blocks; broken, huge and unrelated ones say nothing. An article's words win over a web page's. */
export function readJsonLd(blocks: readonly string[]): Described {
  const found: Described = { headline: null, author: null, publishedAt: null, siteName: null };
  const things = blocks.flatMap((block) => (block.length > MAX_SCRIPT ? [] : flatten(parse(block))));
  things.sort((a, b) => Number(isWebPage(a)) - Number(isWebPage(b)));
  for (const thing of things) {
    if (!typesOf(thing).some((type) => ARTICLE.test(type))) continue;
    found.headline ??= text(thing.headline) ?? null;
    found.author ??= names(thing.author ?? thing.creator);
    found.publishedAt ??= text(thing.datePublished) ?? text(thing.uploadDate);
    found.siteName ??= isRecord(thing.isPartOf) ? text(thing.isPartOf.name) : null;
    found.siteName ??= isRecord(thing.publisher) ? text(thing.publisher.name) : null;
  }
  return found;
}

function parse(block: string): unknown {
  try {
    return JSON.parse(block);
  } catch {
    return null;
  }
}

/** A block holds one thing, a list, or an @graph. */
function flatten(value: unknown): Record<string, unknown>[] {
  const things: Record<string, unknown>[] = [];
  const queue: unknown[] = [value];
  for (let i = 0; i < queue.length && i < MAX_NODES; i++) {
    const item = queue[i];
    if (Array.isArray(item)) queue.push(...item.slice(0, MAX_NODES));
    else if (isRecord(item)) {
      things.push(item);
      if (item['@graph'] !== undefined) queue.push(item['@graph']);
      if (item.mainEntity !== undefined) queue.push(item.mainEntity);
    }
  }
  return things;
}

function typesOf(thing: Record<string, unknown>): string[] {
  const type = thing['@type'];
  return (Array.isArray(type) ? type : [type]).filter((name) => typeof name === 'string');
}

function isWebPage(thing: Record<string, unknown>): boolean {
  return typesOf(thing).every((type) => type.endsWith('WebPage'));
}

function names(value: unknown): string | null {
  const people = (Array.isArray(value) ? value : [value]).slice(0, 10);
  const list = people
    .map((person) => (isRecord(person) ? text(person.name) : text(person)))
    .filter((name) => name !== null);
  return list.length === 0 ? null : list.join(', ');
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
