import type { EntryView } from '../messages/contract.ts';

/** As what a draft stands in a repository. */
export type Arrival = 'pull_request' | 'plain_pull_request' | 'branch' | 'file';

/** By its own address, whatever the account is set to since; null where a draft is what every system calls one. */
export function arrivalOf({ editUrl, ignored }: EntryView, destination: string | undefined): Arrival | null {
  if (destination !== 'github' || editUrl === null) return null;
  const { pathname } = new URL(editUrl);
  if (/\/pull\/\d+$/.test(pathname))
    return ignored.includes('pull_request_draft') ? 'plain_pull_request' : 'pull_request';
  return ignored.includes('pull_request') ? 'branch' : 'file';
}
