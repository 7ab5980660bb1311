/** Addresses of repositories as people have them at hand. */
import { isLoopback } from '../../destinations/address.ts';
import { repositoryAddress } from '../../destinations/github/address.ts';

/** Where most repositories are, and where a new account begins. */
export const GITHUB = 'github.com';

/**
 * `you/blog` is a repository at github.com, and what `git clone` takes over SSH (`git@HOST:you/blog.git`,
 * `ssh://git@HOST/you/blog.git`) stands at the same host's web address. Anything else is left as it is.
 */
export function completeAddress(text: string): string {
  const typed = text.trim();
  const ssh = /^(?:ssh:\/\/)?git@([^:/\s]+)(?::\d+\/|[:/])\/?(\S+)$/i.exec(typed);
  if (ssh) return `https://${ssh[1]}/${ssh[2]}`;
  const [, owner] = /^([a-z\d](?:[a-z\d-]*[a-z\d])?)\/[\w.-]+\/?$/i.exec(typed) ?? [];
  return owner === undefined || isLoopback(owner.toLowerCase()) ? text : `https://${GITHUB}/${typed}`;
}

/** The API has a host of its own, except at an Enterprise Server: that one is asked for. */
export const apiOf = (url: URL): URL => new URL(repositoryAddress(url).apiUrl);
