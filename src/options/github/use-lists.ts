import { type ErrorView, ownError, toErrorView } from '../../core/errors.ts';
import type { RepositoryChoices } from '../../destinations/destination.ts';
import { send } from '../../messages/send.ts';
import type { Terms } from '../terms.ts';
import { isLost, useLatest } from '../use-latest.ts';
import { type Place, placeOf } from './choices.ts';
import type { SignIn } from './typed-sign-in.ts';

interface ReadLists {
  busy: boolean;
  failure: ErrorView | null;
  /** What was read last; null until then. */
  lists: RepositoryChoices | null;
  /** Resolves with null where it failed, or where another reading has begun meanwhile. */
  read(signIn: SignIn, place: Place): Promise<RepositoryChoices | null>;
}

/**
 * Asks GitHub, signed in, what an account can be set up with.
 * @param termsFor the account as it would be at this place
 */
export function useLists(termsFor: (place: Place) => Terms): ReadLists {
  const { busy, failure, latest, read } = useLatest<RepositoryChoices>();

  async function ask(signIn: SignIn, place: Place): Promise<RepositoryChoices> {
    const answer = await send('accounts.choices', { ...termsFor(place), ...signIn });
    if (!('repositories' in answer)) throw ownError('unexpected_response', 'internal');
    const [first, ...others] = answer.repositories;
    // Where there is no choice, none is asked for.
    if (place.repository === null && first !== undefined && others.length === 0) {
      return ask(signIn, placeOf(answer.installation, first));
    }
    return answer;
  }

  async function readPlace(signIn: SignIn, place: Place): Promise<RepositoryChoices> {
    try {
      return await ask(signIn, place);
    } catch (thrown) {
      // A repository that this sign-in doesn't reach is no reason not to show the others; nor is an App's former place.
      if (!isLost(toErrorView(thrown)) || (place.repository === null && place.installation === null)) throw thrown;
      const without = place.repository === null ? { ...place, installation: null } : { ...place, repository: null };
      return { ...(await readPlace(signIn, without)), repository: null };
    }
  }

  return { busy, failure, lists: latest, read: (signIn, place) => read(() => readPlace(signIn, place)) };
}
