/** Who may do what. The checks stand in this order: the project is there (404), a token (401), a permission (403). */
import { type Call, type Handler, nowOf, seconds } from './api.ts';
import { forbidden, unauthenticated } from './errors.ts';
import type { Project, User } from './store.ts';
import { verifyToken } from './tokens.ts';

const MODELS_OF_ADMINS = ['entryType', 'projectInvite', 'webHook', 'client'];
const READING = ['list', 'retrieve'];

/** Reads the token and finds whose it is: someone deleted is nobody. @throws 401 */
export function authenticate(call: Call): void {
  const header = call.headers.authorization;
  if (header === undefined || header === '') throw unauthenticated('Authorization header is missing');
  if (!header.startsWith('Bearer')) throw unauthenticated('Invalid authorization header');
  const claims = verifyToken(call.api.secret, bearerOf(header), seconds(nowOf(call)));
  if (typeof claims.userId === 'number') call.user = call.api.store.users.get(claims.userId);
  else if (typeof claims.clientId === 'number') call.client = call.api.store.clients.get(claims.clientId);
}

export const bearerOf = (header: string): string => header.replace('Bearer', '').replace(' ', '');

export const authenticated =
  (handler: Handler): Handler =>
  (call) => {
    authenticate(call);
    return handler(call);
  };

/** @param permission of a model and an action, as `entry:create` */
export const permitted =
  (permission: string, handler: Handler): Handler =>
  (call) => {
    if (!isPermitted(call, permission)) throw forbidden();
    return handler(call);
  };

export const guarded = (permission: string, handler: Handler): Handler => authenticated(permitted(permission, handler));

function isPermitted({ user, client, project }: Call, permission: string): boolean {
  const [model = '', action = ''] = permission.split(':');
  if (user !== undefined) return isPermittedToUser(user, project, model, action);
  return client !== undefined && client.projectId === project?.id && READING.includes(action);
}

function isPermittedToUser(user: User, project: Project | undefined, model: string, action: string): boolean {
  if (user.isAdmin) return true;
  if (model === 'project' && action === 'list') return true;
  if (project === undefined || !isActiveMember(project, user)) return false;
  const needsAdmin = model === 'project' ? action === 'update' : MODELS_OF_ADMINS.includes(model);
  const mayRead = model === 'entryType' && READING.includes(action);
  return !needsAdmin || mayRead || isActiveMember(project, user, 'admin');
}

function isActiveMember(project: Project, user: User, type?: string): boolean {
  if (project.userId === user.id) return true;
  return project.members.some(
    ({ userId, membershipType, membershipIsActive }) =>
      userId === user.id && membershipIsActive && (type === undefined || type === membershipType),
  );
}
