/** Where GitHub's API stands for an address that a person has at hand, and which repository the address names. */
import { pathNames } from '../probing.ts';

export interface RepositoryAddress {
  /** GitHub's own pages. */
  siteUrl: string;
  apiUrl: string;
  /** Null where the address names none. */
  repository: { owner: string; name: string } | null;
  /** Of a page below `you.github.io`: the repository that it is of, if there is one; else it is a page of the other. */
  instead: { owner: string; name: string } | null;
  /** A company's own server, whose name alone tells nothing. */
  isEnterpriseServer: boolean;
}

/** First names of GitHub's own pages: nobody can be called so. */
const PAGES =
  /^(about|account|apps|codespaces|collections|contact|copilot|customer-stories|dashboard|enterprises?|events|explore|features|gist|issues|join|login|logout|marketplace|new|notifications|organizations|orgs|pricing|pulls|readme|search|security|sessions|settings|signup|site|sponsors|stars|stories|team|topics|trending|users|watching)$/i;

const OWNER = /^[a-z\d][\w-]{0,99}$/i;
const NAME = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/**
 * From any page of a repository, its clone address, an address of its API or of its raw files, of the site that GitHub
 * makes of it (`you.github.io`), or of GitHub alone.
 * @see https://docs.github.com/en/enterprise-cloud@latest/rest/using-the-rest-api/getting-started-with-the-rest-api (hosts)
 */
export function repositoryAddress(url: URL): RepositoryAddress {
  const { hostname } = url;
  const names = pathNames(url);
  const github = { ...hosts('github.com'), isEnterpriseServer: false, instead: null };
  const [, user] = /^([a-z\d-]+)\.github\.io$/.exec(hostname) ?? [];
  if (user !== undefined) {
    return { ...github, repository: { owner: user, name: hostname }, instead: named([user, names[0]]) };
  }
  // Gists are no repositories of a site.
  if (/^gist\.github(usercontent)?\.com$/.test(hostname)) return { ...github, repository: null };
  if (/(^|\.)github(usercontent)?\.com$/.test(hostname)) return { ...github, repository: repositoryIn(names) };
  const [, tenant] = /(?:^|\.)([a-z\d-]+\.ghe\.com)$/.exec(hostname) ?? [];
  if (tenant !== undefined) return { ...github, ...hosts(tenant), repository: repositoryIn(names) };
  const siteUrl = `${url.origin}/`;
  const repository = repositoryIn(names[0] === 'api' ? names.slice(2) : names);
  return { siteUrl, apiUrl: `${siteUrl}api/v3/`, repository, instead: null, isEnterpriseServer: true };
}

const hosts = (host: string) => ({ siteUrl: `https://${host}/`, apiUrl: `https://api.${host}/` });

/** The API has its repositories below `repos/`; nobody can be called so either. */
const repositoryIn = (names: readonly string[]): RepositoryAddress['repository'] =>
  named(names[0] === 'repos' ? names.slice(1) : names);

function named([owner = '', rest = '']: readonly (string | undefined)[]): RepositoryAddress['repository'] {
  const name = rest.replace(/\.git$/i, '');
  return OWNER.test(owner) && !PAGES.test(owner) && NAME.test(name) ? { owner, name } : null;
}
