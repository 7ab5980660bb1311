import { type ErrorView, ownError, toErrorView } from '../../core/errors.ts';
import { send } from '../../messages/send.ts';
import type { Terms } from '../terms.ts';
import { isLost, useLatest } from '../use-latest.ts';
import type { Lists, Named } from './choices.ts';
import type { SignIn } from './typed-sign-in.ts';

interface ReadLists {
  busy: boolean;
  failure: ErrorView | null;
  /** What was read last; null until then. */
  lists: Lists | null;
  /** Resolves with null where it failed, or where another reading has begun meanwhile. */
  read(signIn: SignIn, project: Named | null): Promise<Lists | null>;
}

/**
 * Asks the site, signed in, what an account can be set up with.
 * @param termsFor the account as it would be with this project
 */
export function useLists(termsFor: (project: Named | null) => Terms): ReadLists {
  const { busy, failure, latest, read } = useLatest<Lists>();

  async function ask(signIn: SignIn, wanted: Named | null): Promise<Lists> {
    const answer = await send('accounts.choices', { ...termsFor(wanted), ...signIn });
    if (!('projects' in answer)) throw ownError('unexpected_response', 'internal');
    const [first, ...others] = answer.projects;
    // Where there is no choice, none is asked for.
    if (wanted === null && first !== undefined && others.length === 0) return ask(signIn, first);
    // It may have been renamed; a client may read no list of projects.
    return { ...answer, project: answer.projects.find(({ id }) => id === wanted?.id) ?? wanted };
  }

  async function readProject(signIn: SignIn, project: Named | null): Promise<Lists> {
    try {
      return await ask(signIn, project);
    } catch (thrown) {
      // A project that the account has lost is no reason not to show the others.
      if (project === null || !isLost(toErrorView(thrown))) throw thrown;
      return ask(signIn, null);
    }
  }

  return { busy, failure, lists: latest, read: (signIn, project) => read(() => readProject(signIn, project)) };
}
