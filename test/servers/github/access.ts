/** Who asks, what they may see, and what they may do. */
import type { Actor, Call, RepositoryCall } from './api.ts';
import { appOf, looksLikeJwt } from './app-jwt.ts';
import { ApiError, badCredentials, notFound, requiresAuthentication } from './errors.ts';
import type { Account, Level, Permissions, Token } from './records.ts';
import type { Repository, Role } from './repository.ts';
import type { World } from './world.ts';

/** @throws 401 for what is no token of anybody; 403 where the installation is suspended */
export function actorOf(world: World, authorization: string | undefined): Actor {
  if (authorization === undefined) return { kind: 'anonymous' };
  const [, value] = /^(?:bearer|token) +(\S+)$/i.exec(authorization) ?? [];
  if (value === undefined) throw badCredentials();
  if (looksLikeJwt(value)) return { kind: 'app', app: appOf(world, value) };
  const token = world.tokens.find((one) => one.value === value);
  if (token === undefined || !isAlive(token, world.now())) throw badCredentials();
  if (token.kind !== 'installation') return { kind: 'user', token };
  const { installation } = token;
  if (!world.installations.includes(installation)) throw badCredentials();
  if (installation.suspendedAt !== null) throw suspended();
  return { kind: 'installation', token, installation };
}

export const suspended = (): ApiError => new ApiError(403, 'This installation has been suspended');

const isAlive = ({ expiresAt, revoked, knownFrom }: Token, now: number): boolean =>
  !revoked && now >= knownFrom && (expiresAt === null || now < expiresAt);

/** What a person is to a repository; undefined for a stranger. */
export function roleOf(repository: Repository, { login }: Account): Role | undefined {
  return repository.owner.login === login ? 'admin' : repository.roles.get(login);
}

/** Whether a token is for this repository: its owner's, and among those it was made for. */
export function covers(actor: Actor, repository: Repository): boolean {
  if (actor.kind === 'anonymous' || actor.kind === 'app') return false;
  const has = (ids: Set<number> | 'all'): boolean => ids === 'all' || ids.has(repository.id);
  if (actor.kind === 'installation') {
    const { token, installation } = actor;
    return installation.account === repository.owner && has(installation.repositories) && has(token.repositories);
  }
  const { token } = actor;
  if (roleOf(repository, token.user) === undefined) return false;
  if (token.kind === 'classic')
    return token.scopes.includes('repo') || (!repository.isPrivate && token.scopes.includes('public_repo'));
  return token.owner === repository.owner && has(token.repositories);
}

export const maySee = (actor: Actor, repository: Repository): boolean =>
  !repository.isPrivate || covers(actor, repository);

/** What the token was given for a repository; what is public may be read with any. */
function allows(actor: Actor, repository: Repository, name: string, level: Level): boolean {
  if (level === 'read' && !repository.isPrivate) return true;
  if (!covers(actor, repository) || actor.kind === 'anonymous' || actor.kind === 'app') return false;
  if (actor.kind === 'installation') {
    const { token, installation } = actor;
    return grants(token.permissions, name, level) && grants(installation.permissions, name, level);
  }
  const { token } = actor;
  if (level === 'write' && roleOf(repository, token.user) === 'read') return false;
  return token.kind === 'classic' || grants(token.permissions, name, level);
}

export const grants = (permissions: Permissions, name: string, level: Level): boolean =>
  permissions[name] === 'write' || (level === 'read' && permissions[name] === 'read');

/**
 * The repository that a path names, for one who may do this there.
 * @throws 404 for what may not be seen; 401 and 403 for what may be seen and not done
 */
export function repositoryFor(call: Call, permission: { name: string; level: Level } | null): RepositoryCall {
  const { world, actor, params } = call;
  const repository = world.findRepository(params.owner ?? '', params.repo ?? '');
  if (actor.kind === 'app') throw new ApiError(401, 'Requires authentication');
  if (repository === undefined) throw movedOrNotFound(call, permission?.level ?? 'read');
  if (!maySee(actor, repository)) throw notFound();
  if (permission !== null && !allows(actor, repository, permission.name, permission.level)) {
    if (actor.kind === 'anonymous') throw requiresAuthentication();
    // A classic token is told nothing of what its person may not do.
    throw actor.kind === 'user' && actor.token.kind === 'classic' ? notFound() : notAccessible(actor.kind);
  }
  if (permission?.level === 'write' && repository.archived) {
    throw new ApiError(403, 'Repository was archived so is read-only.');
  }
  return { ...call, repository };
}

/** Of what only reads the address has moved for good; what writes is to be sent there as it is. */
function movedOrNotFound({ world, apiUrl, actor, params, path }: Call, level: Level): ApiError {
  const { owner, repo } = params;
  const repository = world.formerNames.get(`${owner}/${repo}`.toLowerCase());
  if (repository === undefined || !maySee(actor, repository)) return notFound();
  const location = `${apiUrl}/repositories/${repository.id}${path.slice(`/repos/${owner}/${repo}`.length)}`;
  const [status, message] = level === 'read' ? [301, 'Moved Permanently'] : [307, 'Temporary Redirect'];
  return new ApiError(status, message, { headers: { location }, url: location });
}

export const notAccessible = (kind: Actor['kind']): ApiError =>
  new ApiError(403, `Resource not accessible by ${kind === 'user' ? 'personal access token' : 'integration'}`);

/** @throws 401 for nobody, 403 for an App's installation: only a person's own token will do */
export function personOf({ actor }: Call): Account {
  if (actor.kind === 'anonymous') throw requiresAuthentication();
  if (actor.kind === 'user') return actor.token.user;
  throw notAccessible(actor.kind);
}

/** In whose name something is done: an App's installation does it as its bot. */
export function authorOf({ actor, world }: Call): Account {
  if (actor.kind === 'user') return actor.token.user;
  if (actor.kind !== 'installation') throw requiresAuthentication();
  const { app } = actor.installation;
  const login = `${app.slug}[bot]`;
  return (
    world.findAccount(login) ?? { id: app.id, login, name: null, type: 'User', plan: 'free', createdAt: app.createdAt }
  );
}
