/** What GitHub's answers are read for, and nothing more (its OpenAPI description, api.github.com 2022-11-28). */
import {
  array,
  boolean,
  check,
  type InferOutput,
  integer,
  minValue,
  nullish,
  number,
  object,
  pipe,
  regex,
  string,
  transform,
  union,
} from 'valibot';

/** Of installations and pull requests. It goes into paths, so nothing else is accepted. */
export const GitHubId = pipe(number(), integer(), minValue(1));

/** The name of an object of git: SHA-1, or SHA-256. */
export const Sha = pipe(string(), regex(/^([0-9a-f]{40}|[0-9a-f]{64})$/));

const Login = object({ login: string() });

export const User = object({ ...Login.entries, name: nullish(string(), null) });

export const Repo = pipe(
  object({
    owner: Login,
    name: string(),
    private: boolean(),
    default_branch: string(),
    /** Nobody writes to it any more. */
    archived: nullish(boolean(), false),
    /** GitHub makes a site of it. */
    has_pages: nullish(boolean(), false),
    /** ISO 8601; null where nobody has pushed yet. */
    pushed_at: nullish(string(), null),
    /** Absent in what an installation is told: there the App's own permissions count. */
    permissions: nullish(object({ push: nullish(boolean(), false) }), null),
  }),
  transform(({ owner, private: isPrivate, default_branch, has_pages, pushed_at, permissions, ...rest }) => ({
    ...rest,
    owner: owner.login,
    isPrivate,
    defaultBranch: default_branch,
    hasPages: has_pages,
    pushedAt: pushed_at,
    /** Null: not told. */
    mayPush: permissions === null ? null : permissions.push,
  })),
);

/** `protected` by its own rule, or by a ruleset. */
export const Branch = object({ name: string(), protected: nullish(boolean(), false) });
export const Rule = object({ type: string() });
export const Ref = object({ object: object({ sha: Sha }) });
export const NamedRef = object({ ref: string() });
export const Made = object({ sha: Sha });
export const Commit = object({ tree: Made });

/** `tree` for a folder, `commit` for a submodule. */
export const Tree = object({
  tree: array(object({ path: string(), type: string(), sha: string() })),
  truncated: nullish(boolean(), false),
});

const File = object({
  type: string(),
  sha: Sha,
  /** `base64`; `none` for what is larger than 1 MB, with `content` empty. */
  encoding: nullish(string(), ''),
  content: nullish(string(), ''),
});
/** A folder is a list. */
export const Content = union([File, array(object({ name: string() }))]);

const ChangedFile = object({
  filename: string(),
  /** `added`, `modified`, `removed`, `renamed`, … */
  status: string(),
  /** Of the blob. */
  sha: nullish(string(), null),
  previous_filename: nullish(string(), null),
});

/** As the log tells it, against its first parent. */
export const Logged = pipe(
  object({ sha: Sha, commit: object({ message: string() }), files: nullish(array(ChangedFile), []) }),
  transform(({ sha, commit, files }) => ({ sha, message: commit.message, files })),
);

const Side = object({ ref: string(), sha: Sha });

export const Pull = object({
  number: GitHubId,
  title: string(),
  /** `open` or `closed`. */
  state: string(),
  draft: nullish(boolean(), false),
  /** ISO 8601; null as long as it is not merged. */
  merged_at: nullish(string(), null),
  head: Side,
  base: object({ ref: string() }),
});

const Permissions = object({ contents: nullish(string(), ''), pull_requests: nullish(string(), '') });

/** `slug` names its page: `apps/<slug>`. */
export const App = object({ name: string(), slug: nullish(string(), ''), permissions: Permissions });

export const AppInstallation = pipe(
  object({
    id: GitHubId,
    /** An enterprise has a slug in place of a login. */
    account: nullish(object({ login: nullish(string(), '') }), null),
    permissions: Permissions,
    suspended_at: nullish(string(), null),
  }),
  transform(({ id, account, permissions, suspended_at }) => ({
    ...{ id, permissions },
    account: account?.login ?? '',
    suspended: suspended_at !== null,
  })),
);

/** What only GitHub says of its limits; a server of one's own may have none (404), or talk to members alone (401). */
export const Greeting = union([
  object({ resources: object({ core: object({ limit: number() }) }) }),
  object({ message: string(), documentation_url: string() }),
]);

export const InstalledOn = object({ total_count: number(), repositories: array(Repo) });

export type GitHubUser = InferOutput<typeof User>;
export type GitHubRepo = InferOutput<typeof Repo>;
export type GitHubTree = InferOutput<typeof Tree>;
export type GitHubCommit = InferOutput<typeof Commit>;
export type LoggedCommit = InferOutput<typeof Logged>;
export type GitHubPull = InferOutput<typeof Pull>;
export type GitHubApp = InferOutput<typeof App>;
export type GitHubInstallation = InferOutput<typeof AppInstallation>;

/** Of an App's installation. */
export const AccessToken = object({
  /** Of any length and form that a header can hold. */
  token: pipe(string(), regex(/^[\x21-\x7E]+$/)),
  expires_at: pipe(
    string(),
    check((text) => !Number.isNaN(Date.parse(text))),
  ),
});
