/** Apps, where they are installed, and the tokens of their installations. */
import * as v from 'valibot';
import { covers, grants, notAccessible, suspended } from './access.ts';
import type { Answer, Call } from './api.ts';
import { ApiError, notFound, requiresAuthentication } from './errors.ts';
import { paged } from './paging.ts';
import type { App, Installation } from './records.ts';
import { read } from './request-body.ts';
import { appRow, installationRow, repositoryRow, time } from './rows.ts';
import { letters } from './world.ts';

/** @throws 401 for whoever is no App */
function appFrom({ actor }: Call): App {
  if (actor.kind === 'app') return actor.app;
  throw new ApiError(401, 'A JSON web token could not be decoded', { docs: 'https://docs.github.com/rest' });
}

export const getApp = (call: Call): Answer => ({ body: appRow(call, appFrom(call)) });

export function listInstallations(call: Call): Answer {
  const app = appFrom(call);
  const own = call.world.installations.filter((one) => one.app === app);
  return paged(call, '/app/installations', own, (page) => page.map((one) => installationRow(call, one)));
}

export function getInstallation(call: Call): Answer {
  return { body: installationRow(call, installationOf(call)) };
}

function installationOf(call: Call): Installation {
  const app = appFrom(call);
  const { world, params } = call;
  const found = world.installations.find((one) => one.app === app && String(one.id) === params.installation_id);
  if (found === undefined) throw notFound();
  return found;
}

export function getRepositoryInstallation(call: Call): Answer {
  const app = appFrom(call);
  const { world, params } = call;
  const repository = world.findRepository(params.owner ?? '', params.repo ?? '');
  const found = world.installations.find(
    ({ app: own, account, repositories }) =>
      own === app && account === repository?.owner && (repositories === 'all' || repositories.has(repository.id)),
  );
  if (found === undefined) throw notFound();
  return { body: installationRow(call, found) };
}

const Wanted = v.object({
  repositories: v.exactOptional(v.array(v.string())),
  repository_ids: v.exactOptional(v.array(v.number())),
  permissions: v.exactOptional(v.record(v.string(), v.picklist(['read', 'write']))),
});

export function createInstallationToken(call: Call): Answer {
  const { world } = call;
  const installation = installationOf(call);
  if (installation.suspendedAt !== null) throw suspended();
  const { repositories, repository_ids: ids, permissions } = read(Wanted, call);
  const narrowed = repositoriesOf(call, installation, repositories, ids);
  const wanted = Object.entries(permissions ?? {});
  if (wanted.some(([name, level]) => !grants(installation.permissions, name, level))) {
    throw new ApiError(422, 'The permissions requested are not granted to this installation.');
  }
  const given = permissions === undefined ? installation.permissions : { metadata: 'read' as const, ...permissions };
  const expiresAt = world.now() + world.installationTokenSeconds * 1000;
  // Since April 2026 they look like this, and are no secret of 40 characters any more.
  const value = `ghs_${installation.app.id}_${letters(36)}.${letters(220)}.${letters(342)}`;
  world.addToken({
    ...{ kind: 'installation', value, installation, permissions: given, expiresAt, revoked: false },
    ...{ repositories: narrowed ?? installation.repositories, knownFrom: world.now() + world.tokenDelayMs },
  });
  const shown = narrowed === null ? null : world.repositories.filter(({ id }) => narrowed.has(id));
  return {
    status: 201,
    body: {
      ...{ token: value, expires_at: time(expiresAt), permissions: given },
      repository_selection: narrowed === null && installation.repositories === 'all' ? 'all' : 'selected',
      ...(shown === null ? {} : { repositories: shown.map((one) => repositoryRow(call, one)) }),
    },
  };
}

/** Null where the token is not narrowed. @throws 422 for what the installation does not reach */
function repositoriesOf(
  { world }: Call,
  { account, repositories: own }: Installation,
  names: string[] | undefined,
  ids: number[] | undefined,
): Set<number> | null {
  if (names === undefined && ids === undefined) return null;
  const reached = world.repositories.filter(({ owner, id }) => owner === account && (own === 'all' || own.has(id)));
  const named = (names ?? []).map((name) => reached.find((one) => one.name.toLowerCase() === name.toLowerCase())?.id);
  const found = [...named, ...(ids ?? []).map((wanted) => reached.find(({ id }) => id === wanted)?.id)];
  const known = found.flatMap((id) => id ?? []);
  if (known.length < found.length) {
    throw new ApiError(
      422,
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  }
  return new Set(known);
}

export function listInstallationRepositories(call: Call): Answer {
  const { actor, world } = call;
  if (actor.kind === 'anonymous' || actor.kind === 'app') throw requiresAuthentication();
  if (actor.kind === 'user') throw notAccessible('user');
  const reached = world.repositories.filter((one) => covers(actor, one));
  const { token } = actor;
  return paged(call, '/installation/repositories', reached, (page) => ({
    total_count: reached.length,
    repository_selection: token.repositories === 'all' ? 'all' : 'selected',
    repositories: page.map((one) => repositoryRow(call, one)),
  }));
}
