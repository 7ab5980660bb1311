import type { Layout } from './settings.ts';

/** What a file's name is made from. */
export interface Named {
  title: string;
  /** ms since the epoch. */
  now: number;
}

/**
 * The path of a draft's file within the repository: never outside its folder, never hidden, never empty.
 * @param attempt 1 for the first name; 2 and on where that is taken (`name-2.md`)
 */
export function pathOf(_layout: Layout, _named: Named, _attempt: number): string {
  throw new Error('not built yet');
}

/** The branch of a draft's own (`clipdraft/2026-11-21-title-0a1b2c3d`): a valid name of a ref (git-check-ref-format). */
export function branchOf(_named: Named, _nonce: string): string {
  throw new Error('not built yet');
}
