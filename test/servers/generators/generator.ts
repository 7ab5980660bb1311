export interface BuildOptions {
  /** As a person previews a site, with its drafts; false: as it is published. */
  drafts: boolean;
  /** The site lets html in Markdown through, where that is not a matter of course. */
  html?: boolean;
  /** False: the site's own configuration knows nothing of drafts, where that is where they are hidden. */
  hidesDrafts?: boolean;
}

/** How one generator makes a site. */
export interface GeneratorSite {
  /** Installs the program where it is missing. @throws with the line to run where we may not */
  ensure(): void;
  /** What the site needs besides its posts: configuration and layouts. */
  files(options: BuildOptions): ReadonlyMap<string, string>;
  /** @throws with what the program wrote where it fails */
  build(source: string, output: string, options: BuildOptions): Promise<void>;
}

/** What a page tells of its front matter, read by the generator itself. */
export const PROBED = [
  ...(['title', 'date', 'pubDate', 'draft', 'tags', 'source', 'excerpt', 'description', 'author', 'layout'] as const),
] as const;
