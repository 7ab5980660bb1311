/** Rows as the API shows them. */
import type { Api } from './api.ts';
import { type Json, omit } from './json.ts';
import {
  type Client,
  type EntryType,
  type Invite,
  iso,
  type Media,
  type Project,
  type Store,
  stampsJson,
  type User,
  type WebHook,
} from './store.ts';

export const userJson = (user: User): Json => ({
  id: user.id,
  email: user.email,
  name: user.name,
  isActive: user.isActive,
  isAdmin: user.isAdmin,
  ...stampsJson(user),
});

/** Null for who is not there. */
export function userJsonOf(store: Store, id: number): Json | null {
  const user = store.users.get(id);
  return user === undefined ? null : userJson(user);
}

export const projectJson = (store: Store, project: Project): Json => ({
  id: project.id,
  name: project.name,
  metadata: project.metadata,
  userId: project.userId,
  ...stampsJson(project),
  user: userJsonOf(store, project.userId),
});

export function memberJson(store: Store, project: Project, id: number): Json | null {
  const member = project.members.find(({ userId }) => userId === id);
  const user = userJsonOf(store, id);
  if (member === undefined || user === null) return null;
  const { membershipType, membershipIsActive } = member;
  return { ...user, membershipType, membershipIsActive };
}

export const membersJson = (store: Store, project: Project): (Json | null)[] =>
  project.members.map(({ userId }) => memberJson(store, project, userId));

/** `projectId`, `userId` and the rest as they are stored; times as ISO 8601. */
export const entryTypeJson = (type: EntryType): Json => ({ ...type, ...stampsJson(type) });

export const entryTypeJsonWithoutFields = (type: EntryType): Json => omit(entryTypeJson(type), ['fields']);

export const clientJson = (client: Client): Json => ({ ...client, ...stampsJson(client) });

export const inviteJson = (invite: Invite): Json => ({ ...invite, ...stampsJson(invite) });

export const webHookJson = ({ events, ...webHook }: WebHook): Json => ({
  ...webHook,
  ...events,
  createdAt: iso(webHook.createdAt),
  modifiedAt: iso(webHook.modifiedAt),
});

/** Without its tags, as it stands in an entry. */
export const mediaJson = (api: Api, media: Media): Json => ({
  ...omit(media, ['tagIds']),
  file: mediaUrl(api, media.file),
  thumbnail: media.thumbnail === null ? null : mediaUrl(api, media.thumbnail),
  ...stampsJson(media),
});

const mediaUrl = (api: Api, path: string): string => `${api.url}/media/${path}`;
