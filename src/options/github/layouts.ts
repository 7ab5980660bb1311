/** How files look, while it is being chosen: what the preset says, and what the person changed of it. */
import type { GuessedSite } from '../../destinations/destination.ts';
import { presetOf } from '../../destinations/github/presets.ts';
import type { Generator, GitHubSettings, Layout } from '../../destinations/github/settings.ts';

export type Delivery = GitHubSettings['delivery'];

/** What may differ from a preset. */
type Parts = Omit<Layout, 'generator' | 'keys' | 'author'>;
/** What was changed: it stays, whatever the preset becomes. */
type Edits = Partial<Parts> & { keys?: Partial<Layout['keys']> };
export type LayoutChange = Edits & { author?: string };

export interface Layouts {
  generator: Generator;
  delivery: Delivery;
  /** Of the repository as it is chosen now. */
  site: GuessedSite | null;
  /** Whoever writes is the same whatever makes the site. */
  author: string;
  /** By generator: whoever turns back finds what they had. */
  edits: Partial<Record<Generator, Edits>>;
}

/** Where a site's files tell nothing. */
const FALLBACK: Generator = 'plain';

/**
 * What an account has, or the beginning of a new one.
 * @param stored null for a new account: then the site's files tell, if they tell anything
 */
export function beginLayouts(stored: { layout: Layout; delivery: Delivery } | null, site: GuessedSite | null): Layouts {
  const generator = stored?.layout.generator ?? site?.generator ?? FALLBACK;
  const delivery = stored?.delivery ?? 'pull_request';
  const begun: Layouts = { generator, delivery, site, author: stored?.layout.author ?? '', edits: {} };
  return stored === null ? begun : { ...begun, edits: { [generator]: differences(stored.layout, presetFor(begun)) } };
}

/** As it is stored. */
export function layoutOf(layouts: Layouts): Layout {
  const preset = presetFor(layouts);
  const { keys, ...parts } = layouts.edits[layouts.generator] ?? {};
  return { ...preset, ...parts, keys: { ...preset.keys, ...keys }, author: layouts.author };
}

export function changeLayout(layouts: Layouts, { author = layouts.author, keys, ...parts }: LayoutChange): Layouts {
  const now = layoutOf(layouts);
  const edits = differences({ ...now, ...parts, keys: { ...now.keys, ...keys } }, presetFor(layouts));
  return { ...layouts, author, edits: { ...layouts.edits, [layouts.generator]: edits } };
}

/** Another repository. Its own files tell which generator it has, until the person says. */
export function withSite(layouts: Layouts, site: GuessedSite | null, chosen: boolean): Layouts {
  return { ...layouts, site, generator: chosen ? layouts.generator : (site?.generator ?? FALLBACK) };
}

export const isChanged = ({ edits, generator }: Layouts): boolean => Object.keys(edits[generator] ?? {}).length > 0;

/** Back to the preset, for this generator. */
export function asUsual(layouts: Layouts): Layouts {
  const { [layouts.generator]: _, ...edits } = layouts.edits;
  return { ...layouts, edits };
}

/** The generator's conventions, with what the site's own files tell. */
const presetFor = ({ generator, delivery, site }: Pick<Layouts, 'generator' | 'delivery' | 'site'>): Layout =>
  presetOf(generator, delivery, site?.generator === generator ? site : undefined);

function differences({ generator: _, author: __, keys, ...parts }: Layout, preset: Layout): Edits {
  const edits: Edits = ownOf(parts, preset);
  const changedKeys = ownOf(keys, preset.keys);
  return Object.keys(changedKeys).length === 0 ? edits : { ...edits, keys: changedKeys };
}

/** Of `values` those that differ. */
function ownOf<T extends object>(values: T, usual: T): Partial<T> {
  const own: Partial<T> = {};
  for (const name of Object.keys(values) as (keyof T)[]) {
    if (JSON.stringify(values[name]) !== JSON.stringify(usual[name])) own[name] = values[name];
  }
  return own;
}
