/** What layouts are made of, by name: light enough for a page. */

export const GENERATORS = ['jekyll', 'hugo', 'astro', 'eleventy', 'plain'] as const;
/** What makes the site from the repository's files; `plain` for any other, or none. */
export type Generator = (typeof GENERATORS)[number];

/** What the names of branches begin with that drafts have to themselves. */
export const DRAFT_BRANCHES = 'clipdraft/';

export const FRONT_MATTER_PARTS = ['title', 'date', 'draft', 'tags', 'source', 'excerpt', 'author'] as const;
/** What of a draft may stand in a file's front matter. */
export type FrontMatterPart = (typeof FRONT_MATTER_PARTS)[number];
