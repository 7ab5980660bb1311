/** Signing in, staying signed in, and people. Recorded from contentjet-api 0.17.1. */
import { type Answer, type Api, bodyOf, type Call, idIn, nowOf, seconds, userOf } from './api.ts';
import { ApiError, notFound, refused, unauthenticated } from './errors.ts';
import { acceptInvite, invitationIn } from './invites.ts';
import { asObject, text } from './json.ts';
import { paged } from './paging.ts';
import { userJson } from './rows.ts';
import { stamped, type User } from './store.ts';
import { signToken, verifyToken } from './tokens.ts';
import { check, length, matches, present } from './validators.ts';
import { email } from './validators-of-text.ts';

const grant = (name: string) => [present, matches(new RegExp(`^${name}$`), `must be '${name}'`)];
const password = [present, length({ minimum: 6, maximum: 64 })];
const personName = [present, length({ minimum: 1, maximum: 128 })];

const PASSWORD_GRANT = { grant_type: grant('password'), username: [present], password: [present] };
const REFRESH_GRANT = { refresh_token: [present], grant_type: grant('refresh_token') };
const CLIENT_GRANT = {
  grant_type: grant('client_credentials'),
  client_id: [present, length({ is: 32 })],
  client_secret: [present, length({ is: 32 })],
};

export function authenticateUser(call: Call): Answer {
  check(call.body, PASSWORD_GRANT);
  const { username, password: given } = bodyOf(call);
  const user = call.api.store.users.all().find((one) => one.email === username && one.password === given);
  if (user === undefined) throw unauthenticated('A user with the submitted credentials does not exist');
  if (!user.isActive) throw unauthenticated('User is marked inactive');
  return { body: userTokens(call.api, user.id) };
}

/** Needs a good token and a good `refresh_token`, which is one too; nobody looks whether they are of one user. */
export function refreshToken(call: Call): Answer {
  check(call.body, REFRESH_GRANT);
  const claims = verifyToken(call.api.secret, bodyOf(call).refresh_token, seconds(nowOf(call)));
  if (typeof claims.userId !== 'number') throw refused('Invalid refresh token');
  return { body: userTokens(call.api, claims.userId) };
}

/** The refresh token is the access token. */
function userTokens(api: Api, userId: number): object {
  const iat = seconds(api.clock.now());
  const token = signToken(api.secret, { userId, iat, exp: iat + api.tokenSeconds });
  return { access_token: token, token_type: 'bearer', expires_in: api.tokenSeconds, refresh_token: token };
}

/** Of any project: the one in the path does not matter. */
export function authenticateClient(call: Call): Answer {
  check(call.body, CLIENT_GRANT);
  const { client_id, client_secret } = bodyOf(call);
  const client = call.api.store.clients
    .all()
    .find(({ clientId, clientSecret }) => clientId === client_id && clientSecret === client_secret);
  if (client === undefined) throw unauthenticated('A client with the submitted credentials does not exist');
  const iat = seconds(nowOf(call));
  const { secret, clientTokenSeconds } = call.api;
  const claims = { clientId: client.id, aud: client.clientId, iat, exp: iat + clientTokenSeconds };
  return { body: { access_token: signToken(secret, claims), token_type: 'bearer', expires_in: clientTokenSeconds } };
}

/** Nobody (a client, someone deleted) is a 204. */
export const retrieveMe = (call: Call): Answer => ({ body: call.user && userJson(call.user) });

export function updateMe(call: Call): Answer {
  check(call.body, { name: personName });
  const user = userOf(call);
  user.name = text(bodyOf(call).name, user.name);
  return { body: userJson(user) };
}

export const listUsers = (call: Call): Answer => ({ body: paged(call, call.api.store.users.all(), userJson) });

export function retrieveUser(call: Call): Answer {
  const user = call.api.store.users.get(idIn(call, 'user'));
  if (user === undefined) throw notFound();
  return { body: userJson(user) };
}

/** Makes a member who has yet to confirm the address. */
export function signUp(call: Call): Answer {
  check(call.body, { email: [present, email], name: personName, password, inviteToken: [present] });
  const { inviteToken, ...person } = bodyOf(call);
  const invitation = invitationFrom(call, inviteToken);
  const user = createUser(call.api, {
    email: text(person.email),
    name: text(person.name),
    password: text(person.password),
    isActive: false,
  });
  acceptInvite(call.api, invitation, user.id);
  return { status: 201, body: userJson(user) };
}

function invitationFrom(call: Call, token: unknown): ReturnType<typeof invitationIn> {
  try {
    return invitationIn(call, token);
  } catch (problem) {
    if (problem instanceof ApiError) throw refused('Invalid invite token');
    throw problem;
  }
}

export type NewUser = Pick<User, 'email' | 'name' | 'password'> & Partial<Pick<User, 'isActive' | 'isAdmin'>>;

/** @throws 400 where the address is taken */
export function createUser({ store, clock }: Api, { isActive = true, isAdmin = false, ...person }: NewUser): User {
  if (store.users.all().some((user) => user.email === person.email)) {
    throw refused('A user with this email already exists');
  }
  return store.users.insert({ id: store.users.takeId(), ...person, isActive, isAdmin, ...stamped(clock.now()) });
}

export function requestPasswordReset(call: Call): Answer {
  check(call.body, { email: [present, email] });
  const user = call.api.store.users.all().find((one) => one.email === bodyOf(call).email);
  if (user === undefined) throw refused('A user matching this email address does not exist');
  return { body: userJson(user) };
}

export function changePassword(call: Call): Answer {
  check(call.body, { password, newPassword: password });
  const user = userOf(call);
  const { password: old, newPassword } = asObject(call.body);
  if (user.password !== old) throw refused('Invalid password');
  user.password = text(newPassword);
  return { body: userJson(user) };
}
