/** GitHub's REST API (version 2022-11-28), whoever asks. */
import { DestinationError } from '../../core/errors.ts';
import type { Http, HttpAnswer, HttpRequest, Schema } from '../destination.ts';
import { allPages, JsonApi } from '../json-api.ts';
import { githubError } from './errors.ts';

/** Which repository. */
export interface RepoName {
  owner: string;
  name: string;
}

/** As people write it. */
export const fullName = ({ owner, name }: RepoName): string => `${owner}/${name}`;

/** Items of a list; the most there are. */
export const PER_PAGE = 100;
/** Of a list: whoever has more than a thousand repositories or branches types the name. */
const MAX_PAGES = 10;

export class GitHubApi extends JsonApi {
  /** @param apiUrl the API's root, with a slash at its end */
  constructor(http: Http, apiUrl: string) {
    super(http, (path) => new URL(path, apiUrl).href);
  }

  /** @throws DestinationError as any request; not_found with `github_renamed` where a repository forwards to another name */
  override async call<T>(request: HttpRequest<T>): Promise<HttpAnswer<T>> {
    const headers = { accept: 'application/vnd.github+json', 'x-github-api-version': '2022-11-28' };
    try {
      return await super.call({ ...request, headers });
    } catch (error) {
      const isForwarded = error instanceof DestinationError && error.code === 'redirected';
      throw isForwarded && request.url.startsWith('repos/') ? githubError('not_found', 'github_renamed') : error;
    }
  }

  protected list<T>(url: string, schema: Schema<T[]>): Promise<T[]> {
    return this.pages(url, schema, (items) => items);
  }

  /** By the header Link (RFC 8288): there is a next page as long as it names one. */
  protected pages<B, T>(url: string, schema: Schema<B>, itemsOf: (body: B) => readonly T[]): Promise<T[]> {
    return allPages(async (page) => {
      const query = `${url.includes('?') ? '&' : '?'}per_page=${PER_PAGE}&page=${page}`;
      const { body, headers } = await this.call({ method: 'GET', url: url + query, expect: [200], schema });
      const hasNext = /;\s*rel="?next"?/i.test(headers.get('link') ?? '');
      return { items: itemsOf(body), known: hasNext ? page + 1 : page };
    }, MAX_PAGES);
  }
}

/** Where the API has it. */
export const root = ({ owner, name }: RepoName): string => `repos/${segments(owner)}/${segments(name)}`;

/**
 * A name, a branch or a path as part of an address: what stands between slashes stays between them.
 * @throws DestinationError not_found where an address would take a part for the way up
 */
export function segments(path: string): string {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) throw githubError('not_found');
  return parts.map(encodeURIComponent).join('/');
}
