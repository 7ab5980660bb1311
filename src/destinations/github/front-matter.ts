import { dump } from 'js-yaml';
import type { BodyWords, Draft } from '../../draft/draft.ts';
import { distinctTags, oneLine } from '../draft-texts.ts';
import { digits } from './file-name.ts';
import { FRONT_MATTER_PARTS, type FrontMatterPart, type Generator } from './layout-parts.ts';
import type { GitHubSettings } from './settings.ts';

export interface FrontMatterParts {
  /** ms since the epoch. */
  date: number;
  settings: Pick<GitHubSettings, 'layout' | 'delivery'>;
  words: BodyWords;
  /** Lines of the generator's own. */
  own: Readonly<Record<string, string>>;
}

/**
 * The front matter with its delimiters, ending in a line end. All texts are quoted and on one line each: the readers of
 * Jekyll (Psych), Hugo (go-yaml), Eleventy and Astro (js-yaml) know YAML of different years, and all read that alike.
 */
export function frontMatter(draft: Draft, { date, settings, words, own }: FrontMatterParts): string {
  const { keys, constants } = settings.layout;
  const values = valuesOf(draft, settings, words);
  const lines = FRONT_MATTER_PARTS.flatMap((part): [string, unknown][] => {
    const [key, value] = [keys[part], part === 'date' ? new Date(date) : values[part]];
    return key === null || value === null ? [] : [[key, value]];
  });
  const rest = Object.entries(constants).map(([key, value]) => [key, constantOf(value)]);
  const yaml = dump(Object.fromEntries([...lines, ...rest, ...Object.entries(own)]), {
    lineWidth: -1,
    forceQuotes: true,
    quoteStyle: 'double',
    transform: ([document]) => {
      if (document?.contents?.kind !== 'mapping') return;
      for (const { value } of document.contents.items) {
        if (value.kind === 'scalar' && value.tag === TIMESTAMP) value.value = timestamp(date);
      }
    },
  });
  return `---\n${yaml}---\n`;
}

const TIMESTAMP = 'tag:yaml.org,2002:timestamp';

/** Null leaves the line out. */
function valuesOf(
  draft: Draft,
  { layout, delivery }: FrontMatterParts['settings'],
  words: BodyWords,
): Record<Exclude<FrontMatterPart, 'date'>, string | string[] | true | null> {
  const tags = tagsOf(draft, layout.generator);
  const source = draft.passages.map((passage) => passage.source.canonicalUrl ?? passage.source.url).find(Boolean);
  // The schema of Astro's starter for blogs wants a description of each post.
  const noExcerpt = layout.generator === 'astro' ? '' : null;
  return {
    title: titleOf(draft, words),
    draft: delivery === 'commit' || layout.draftFlag ? true : null,
    tags: tags.length === 0 ? null : tags,
    source: source ? oneLine(source) : null,
    excerpt: oneLine(draft.excerpt) || noExcerpt,
    author: oneLine(layout.author) || null,
  };
}

/** Each tag once, as it may be sent. */
export const tagsOf = (draft: Draft, generator: Generator): string[] =>
  distinctTags(distinctTags(draft.tags).map(HARMLESS[generator] ?? String));

/** Some tags end the build of the whole site. */
const HARMLESS: Partial<Record<Generator, (tag: string) => string>> = {
  // A path is made of its letters, digits and a few signs: `..` would lead out of the tags' folder ("missing taxonomy").
  hugo: (tag) => tag.split('/').map(withoutDots).join('/'),
  // It is looked up in an object that has more than its own members ("configCollections[name] is not a function").
  eleventy: (tag) => (tag in {} ? tag.replace(/^__(.+)__$/, '$1') : tag),
};

const withoutDots = (part: string): string => (/[\p{L}\p{Nd}]/u.test(part) ? part : part.replace(/\.+/g, '…'));

export const titleOf = (draft: Draft, words: BodyWords): string => oneLine(draft.title) || words.untitled;

/** What a person types as `true` or `10` is meant as that: `toc: true`, `weight: 10`. */
function constantOf(typed: string): string | number | boolean {
  const text = oneLine(typed);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** By the person's own clock: 2026-11-21T20:15:00+01:00. @see https://yaml.org/type/timestamp.html */
function timestamp(ms: number): string {
  const offset = -new Date(ms).getTimezoneOffset();
  const local = new Date(ms + offset * 60_000).toISOString().slice(0, 19);
  const minutes = Math.abs(offset);
  return `${local}${offset < 0 ? '-' : '+'}${digits(Math.floor(minutes / 60))}:${digits(minutes % 60)}`;
}
