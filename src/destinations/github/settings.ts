import {
  boolean,
  check,
  exactOptional,
  type InferOutput,
  integer,
  literal,
  minValue,
  nullable,
  number,
  object,
  parse,
  picklist,
  pipe,
  record,
  regex,
  string,
} from 'valibot';
import { layoutIssues } from './layout-issues.ts';
import { GENERATORS } from './layout-parts.ts';

export { FRONT_MATTER_PARTS, type FrontMatterPart, GENERATORS, type Generator } from './layout-parts.ts';

const key = nullable(string());

/**
 * Where a draft's file stands and how it begins. In `folder`, `fileName`, `imageFolder` and `imageUrl` these stand for
 * something: `{year}` `{month}` `{day}` `{date}` (2026-11-21, the person's own day) and `{slug}` (of the title).
 */
const Layout = object({
  generator: picklist(GENERATORS),
  /** Within the repository, without slashes at its ends; '' for its root. */
  folder: string(),
  /** With its ending; may hold a slash (`{slug}/index.md`). */
  fileName: string(),
  /** The name of each part in the front matter; null where it is left out. */
  keys: object({ title: key, date: key, draft: key, tags: key, source: key, excerpt: key, author: key }),
  /** Who writes, for `keys.author`; '' leaves it out. */
  author: string(),
  /**
   * `keys.draft` says so in the file of a pull request too, whose own build then hides the post until somebody takes the
   * line out. In a commit to the site's branch it always does.
   */
  draftFlag: boolean(),
  /** What stands in every front matter besides (`layout: post`); `true`, `false` and whole numbers as such. */
  constants: record(string(), string()),
  /** Where copies of images go within the repository; a `./` at its beginning is beside the post. */
  imageFolder: string(),
  /** What leads to them in the body, before the file's name: `/assets/{slug}/`, or '' where they stand beside the post. */
  imageUrl: string(),
  /** The site lets html in Markdown through. */
  html: boolean(),
});
export type Layout = InferOutput<typeof Layout>;

/** Both are parts of addresses. */
const OwnerName = pipe(string(), regex(/^[\w-]+$/));
const RepositoryName = pipe(string(), regex(/^(?!\.{1,2}$)[\w.-]+$/));

const GitHubSettings = object({
  /** Of an App: where it is installed. Null for a person's own token, and until it is chosen. */
  installation: nullable(object({ id: pipe(number(), integer(), minValue(1)), account: string() })),
  /** Null until it is chosen. */
  repository: nullable(object({ owner: OwnerName, name: RepositoryName, isPrivate: boolean() })),
  /** The branch that the site is made from; '' until it is known. */
  branch: string(),
  /** A new branch with a draft pull request against `branch`, or a commit to `branch` itself. */
  delivery: picklist(['pull_request', 'commit']),
  /** The person has confirmed that the site does not show what the front matter calls a draft. */
  hidesDrafts: boolean(),
  layout: pipe(
    Layout,
    check((layout) => layoutIssues(layout).size === 0),
  ),
  images: picklist(['copy', 'link']),
  allowHttp: exactOptional(literal(true)),
});
export type GitHubSettings = InferOutput<typeof GitHubSettings>;

/** @throws where they are damaged */
export const parseGitHubSettings = (stored: unknown): GitHubSettings => parse(GitHubSettings, stored);
