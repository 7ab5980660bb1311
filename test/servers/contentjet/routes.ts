/** Every route, with who may take it. The order of the methods of one path is that of its `Allow` header. */
import type { Answer } from './api.ts';
import * as clients from './clients.ts';
import * as entries from './entries.ts';
import * as entryTypes from './entry-types.ts';
import * as invites from './invites.ts';
import * as media from './media.ts';
import { authenticated, guarded, permitted } from './permissions.ts';
import * as projects from './projects.ts';
import { type Route, route } from './router.ts';
import { listTags } from './tags.ts';
import * as users from './users.ts';
import * as webHooks from './web-hooks.ts';

const robots = (): Answer => ({
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body: 'User-agent: *\nDisallow: /',
});

export const routes: Route[] = [
  route('GET', '/robots.txt', robots),
  route('POST', '/authenticate', users.authenticateUser),
  route('POST', '/token-refresh', authenticated(users.refreshToken)),

  route('GET', '/user/', guarded('user:list', users.listUsers)),
  route('GET', '/user/:user', guarded('user:retrieve', users.retrieveUser)),
  route('GET', '/user/me', authenticated(users.retrieveMe)),
  route('PUT', '/user/me', authenticated(users.updateMe)),
  route('POST', '/user/sign-up', users.signUp),
  route('POST', '/user/request-password-reset', users.requestPasswordReset),
  route('POST', '/user/change-password', authenticated(users.changePassword)),

  route('GET', '/project/', guarded('project:list', projects.listProjects)),
  route('POST', '/project/', guarded('project:create', projects.createProject)),
  route('GET', '/project/:project', guarded('project:retrieve', projects.retrieveProject)),
  route('PUT', '/project/:project', guarded('project:update', projects.updateProject)),
  route('POST', '/project/:project/update-member', guarded('project:update', projects.updateMember)),

  route('GET', '/project/:project/web-hook/', guarded('webHook:list', webHooks.listWebHooks)),
  route('POST', '/project/:project/web-hook/', guarded('webHook:create', webHooks.createWebHook)),
  route('GET', '/project/:project/web-hook/:webHook', guarded('webHook:retrieve', webHooks.retrieveWebHook)),
  route('DELETE', '/project/:project/web-hook/:webHook', guarded('webHook:delete', webHooks.deleteWebHook)),

  route('GET', '/project/:project/invite/', guarded('projectInvite:list', invites.listInvites)),
  route('POST', '/project/:project/invite/', guarded('projectInvite:create', invites.createInvite)),
  route('GET', '/project/:project/invite/:invite', guarded('projectInvite:retrieve', invites.retrieveInvite)),
  route('DELETE', '/project/:project/invite/:invite', guarded('projectInvite:delete', invites.deleteInvite)),
  route('PUT', '/project/:project/invite/accept', authenticated(invites.accept)),
  route('POST', '/project/:project/invite/bulk-delete', guarded('projectInvite:delete', invites.bulkDeleteInvites)),

  route('GET', '/project/:project/media/', guarded('media:list', media.listMedia)),
  route('GET', '/project/:project/media/:media', guarded('media:retrieve', media.retrieveMedia)),
  route('PUT', '/project/:project/media/:media', guarded('media:update', media.updateMedia)),
  route('DELETE', '/project/:project/media/:media', guarded('media:delete', media.deleteMedia)),
  route('POST', '/project/:project/media/upload', guarded('media:create', media.upload)),
  route('POST', '/project/:project/media/bulk-delete', guarded('media:delete', media.bulkDeleteMedia)),
  route(
    'GET',
    '/project/:project/media-tag/',
    guarded(
      'mediaTag:list',
      listTags(({ api }) => api.store.mediaTags),
    ),
  ),

  route('GET', '/project/:project/entry-type/', guarded('entryType:list', entryTypes.listEntryTypes)),
  route('POST', '/project/:project/entry-type/', guarded('entryType:create', entryTypes.createEntryType)),
  route('GET', '/project/:project/entry-type/:entryType', guarded('entryType:retrieve', entryTypes.retrieveEntryType)),
  route('PUT', '/project/:project/entry-type/:entryType', guarded('entryType:update', entryTypes.updateEntryType)),
  route('DELETE', '/project/:project/entry-type/:entryType', guarded('entryType:delete', entryTypes.deleteEntryType)),

  route(
    'GET',
    '/project/:project/entry-tag/',
    guarded(
      'entryTag:list',
      listTags(({ api }) => api.store.entryTags),
    ),
  ),

  route('GET', '/project/:project/entry/', guarded('entry:list', entries.listEntries)),
  route('POST', '/project/:project/entry/', guarded('entry:create', entries.createEntry)),
  route('GET', '/project/:project/entry/:entry', guarded('entry:retrieve', entries.retrieveEntry)),
  route('PUT', '/project/:project/entry/:entry', guarded('entry:update', entries.updateEntry)),
  route('DELETE', '/project/:project/entry/:entry', guarded('entry:delete', entries.deleteEntry)),
  route('POST', '/project/:project/entry/bulk-delete', guarded('entry:delete', entries.bulkDeleteEntries)),

  route('GET', '/project/:project/client/', guarded('client:list', clients.listClients)),
  route('POST', '/project/:project/client/', guarded('client:create', clients.createClient)),
  route('GET', '/project/:project/client/:client', guarded('client:retrieve', clients.retrieveClient)),
  // The server asks nobody for a token here, so nobody is ever permitted.
  route('PUT', '/project/:project/client/:client', permitted('client:update', clients.retrieveClient)),
  route('DELETE', '/project/:project/client/:client', guarded('client:delete', clients.deleteClient)),
  route('POST', '/project/:project/client/authenticate', users.authenticateClient),
];
