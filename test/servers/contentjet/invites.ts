/** Invitations. Their tokens go out by mail only; here nobody sends any. */
import { type Answer, type Api, bodyOf, type Call, idIn, nowOf, projectOf, seconds, userOf } from './api.ts';
import { checkedIds } from './bulk-delete.ts';
import { notFound } from './errors.ts';
import { text } from './json.ts';
import { inviteJson } from './rows.ts';
import { type Invite, stamped } from './store.ts';
import { verifyToken } from './tokens.ts';
import { check, length, present } from './validators.ts';
import { email } from './validators-of-text.ts';

const CREATE = { name: [present, length({ maximum: 128 })], email: [present, email] };

/** What signs an invitation. */
export const inviteSecret = (api: Api): string => `invite${api.secret}`;

/** Someone who was invited before is not invited again: 200 instead of 201. */
export function createInvite(call: Call): Answer {
  check(call.body, CREATE);
  const { name, email: address } = bodyOf(call);
  const { invites } = call.api.store;
  const projectId = projectOf(call).id;
  const existing = invites.all().find((invite) => invite.projectId === projectId && invite.email === address);
  if (existing !== undefined) return { body: inviteJson(existing) };
  const invite = invites.insert({
    id: invites.takeId(),
    projectId,
    userId: userOf(call).id,
    name: text(name),
    email: text(address),
    accepted: false,
    ...stamped(nowOf(call)),
  });
  return { status: 201, body: inviteJson(invite) };
}

/** Those that nobody has accepted yet. */
export const listInvites = (call: Call): Answer => ({
  body: call.api.store.invites
    .all()
    .filter(({ projectId, accepted }) => projectId === projectOf(call).id && !accepted)
    .map(inviteJson),
});

export function retrieveInvite(call: Call): Answer {
  const invite = call.api.store.invites.get(idIn(call, 'invite'));
  if (invite === undefined) throw notFound();
  return { body: inviteJson(invite) };
}

export function deleteInvite(call: Call): Answer {
  call.api.store.invites.delete(idIn(call, 'invite'));
  return { status: 204 };
}

export function bulkDeleteInvites(call: Call): Answer {
  const { invites } = call.api.store;
  for (const id of checkedIds(call.body)) {
    if (invites.get(id)?.projectId === projectOf(call).id) invites.delete(id);
  }
  return { status: 204 };
}

/** An invitation that was accepted before is a 204. */
export function accept(call: Call): Answer {
  check(call.body, { token: [present] });
  const invitation = invitationIn(call, bodyOf(call).token);
  const accepted = acceptInvite(call.api, { ...invitation, projectId: projectOf(call).id }, userOf(call).id);
  return { body: accepted && inviteJson(accepted) };
}

interface Invitation {
  projectInviteId: number;
  projectId: number;
}

/** @throws 401 */
export function invitationIn(call: Call, token: unknown): Invitation {
  const { projectInviteId, projectId } = verifyToken(inviteSecret(call.api), token, seconds(nowOf(call)));
  return { projectInviteId: Number(projectInviteId), projectId: Number(projectId) };
}

/** Makes them a member of the project, as an author. @returns undefined where it had been accepted */
export function acceptInvite({ store }: Api, invitation: Invitation, userId: number): Invite | undefined {
  const project = store.projects.get(invitation.projectId);
  if (project === undefined) throw notFound();
  const invite = store.invites.get(invitation.projectInviteId);
  const pending = invite?.accepted === false ? invite : undefined;
  if (pending !== undefined) pending.accepted = true;
  if (!project.members.some((member) => member.userId === userId)) {
    project.members.push({ userId, membershipType: 'author', membershipIsActive: true });
  }
  return pending;
}
