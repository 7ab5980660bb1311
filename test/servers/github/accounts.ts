/** People, and what they may reach. */
import { covers, maySee, personOf, roleOf } from './access.ts';
import type { Answer, Call } from './api.ts';
import { ApiError } from './errors.ts';
import { paged } from './paging.ts';
import { privateUser, repositoryRow } from './rows.ts';

export function getUser(call: Call): Answer {
  return { body: privateUser(call, personOf(call)) };
}

/** What the person owns or works on; of a fine-grained token, what it was made for. */
export function listOwnRepositories(call: Call): Answer {
  const user = personOf(call);
  const { actor, query, world } = call;
  const sort = query.get('sort') ?? 'full_name';
  const direction = query.get('direction') ?? (sort === 'full_name' ? 'asc' : 'desc');
  const visibility = query.get('visibility') ?? 'all';
  const affiliation = (query.get('affiliation') ?? 'owner,collaborator,organization_member').split(',');
  if (query.has('type') && (query.has('visibility') || query.has('affiliation'))) {
    throw new ApiError(422, 'If you specify visibility or affiliation, you cannot specify type.');
  }
  const found = world.repositories
    .filter((one) => roleOf(one, user) !== undefined && maySee(actor, one))
    .filter((one) => affiliation.includes(one.owner === user ? 'owner' : 'collaborator'))
    .filter((one) => visibility === 'all' || (visibility === 'private') === one.isPrivate)
    .filter((one) => covers(actor, one) || (actor.kind === 'user' && actor.token.kind === 'classic'));
  const sorted = found.toSorted((one, other) => {
    if (sort === 'full_name') return one.fullName.localeCompare(other.fullName);
    return sort === 'created' ? one.createdAt - other.createdAt : one.pushedAt - other.pushedAt;
  });
  return paged(call, '/user/repos', direction === 'asc' ? sorted : sorted.reverse(), (page) =>
    page.map((one) => repositoryRow(call, one)),
  );
}
