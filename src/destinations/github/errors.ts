import { type ErrorView, errorsOf } from '../../core/errors.ts';
import type { HttpFailure } from '../destination.ts';

export const githubError = errorsOf('github');

/** Reads an error answer; undefined leaves it to the status table. */
export function explainGitHub(_failure: HttpFailure): ErrorView | undefined {
  return undefined;
}
