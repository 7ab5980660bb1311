/**
 * Requests that the double refuses, each for one reason, and how it is to be told: where a field of the entry type `full` is
 * at fault, as the part of the draft that fills it by `MAPPING`.
 */
import type { Mapping } from '../../src/destinations/contentjet/mapping.ts';
import type { RunningContentjet } from '../servers/contentjet.ts';

/** One request, as it is made where nothing else is said: by the author, who is a member of the first project. */
export interface Refused {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  path: string;
  json?: unknown;
  form?: FormData;
  /** In place of the author's own; null for none. */
  authorization?: string | null;
  /** What something on the way makes of it. */
  onTheWay?: (init: RequestInit) => RequestInit;
}

/** What the table is made from: the double and the tokens of its people. */
export interface World extends Pick<RunningContentjet, 'users' | 'project' | 'otherProject' | 'entryTypes' | 'client'> {
  tokens: Record<'author' | 'outsider' | 'client' | 'expired' | 'early' | 'deleted', string>;
}

/** By what is wrong: the request, and `code reason`, with `field rule limit` of each issue. */
export type Refusals = Record<string, [(world: World) => Refused, string]>;

export const MAPPING: Mapping = {
  headline: { from: 'title' },
  source_url: { from: 'source' },
  body_markdown: { from: 'body' },
  body_short: { from: 'excerpt' },
  clipped_at: { from: 'date' },
  images: { from: 'image' },
  bullets: { from: 'tags' },
  rating: { constant: 3 },
};

export const bearer = (token: string): string => `Bearer ${token}`;
const DATE = '2099-12-30T00:00:00.000Z';

function entry({ entryTypes }: World, change: object): Record<string, unknown> {
  const fields = { headline: 'Hello', body_markdown: 'Text' };
  return { name: 'A clip', entryTypeId: entryTypes.full, published: DATE, tags: [], fields, ...change };
}

const create =
  (change: object, more: Partial<Refused> = {}) =>
  (world: World): Refused => ({
    ...{ method: 'POST', path: `project/${world.project.id}/entry/`, json: entry(world, change) },
    ...more,
  });

const withField = (name: string, value: unknown) =>
  create({ fields: { headline: 'Hello', body_markdown: 'Text', [name]: value } });

/** All but one of the members. */
const createWithout =
  (member: string) =>
  (world: World): Refused => {
    const { [member]: _, ...rest } = entry(world, {});
    return { method: 'POST', path: `project/${world.project.id}/entry/`, json: rest };
  };

const signIn =
  (change: object) =>
  ({ users: { author } }: World): Refused => ({
    ...{ method: 'POST', path: 'authenticate', authorization: null },
    json: { username: author.username, password: author.password, grant_type: 'password', ...change },
  });

const clientSignIn =
  (change: object, project?: number) =>
  (world: World): Refused => ({
    ...{ method: 'POST', authorization: null },
    path: `project/${project ?? world.project.id}/client/authenticate`,
    json: {
      ...{ client_id: world.client.id, client_secret: world.client.secret, grant_type: 'client_credentials' },
      ...change,
    },
  });

const refresh =
  (json: (world: World) => object, as: keyof World['tokens'] = 'author') =>
  (world: World): Refused => ({
    ...{ method: 'POST', path: 'token-refresh', authorization: bearer(world.tokens[as]) },
    json: { grant_type: 'refresh_token', ...json(world) },
  });

const me = (authorization: string | null | ((world: World) => string)) => (world: World) => ({
  path: 'user/me',
  authorization: typeof authorization === 'function' ? authorization(world) : authorization,
});

/** @param part name and file, or none */
const upload =
  (name: string, fileName: string, type: string, more: Partial<Refused> = {}) =>
  ({ project }: World): Refused => {
    const form = new FormData();
    if (fileName === '') form.set(name, 'x');
    else form.set(name, new Blob(['not a picture'], { type }), fileName);
    return { method: 'POST', path: `project/${project.id}/media/upload`, form, ...more };
  };

const headers = (more: Record<string, string>) => (init: RequestInit) => {
  const all = new Headers(init.headers);
  for (const [name, value] of Object.entries(more)) all.set(name, value);
  return { ...init, headers: all };
};

const as = (who: keyof World['tokens'], request: (world: World) => Refused) => (world: World) => ({
  ...request(world),
  authorization: bearer(world.tokens[who]),
});

const REJECTED = 'credentials_rejected';
const STALE = 'reauthorization_required contentjet_token';
const DAMAGED = 'unexpected_response contentjet_request_damaged';
const NOT_FOUND = 'not_found contentjet_not_found';
const NO_MEMBER = 'insufficient_scope contentjet_not_member';
const CRASH = 'server_error contentjet_crash';
const FAULT = 'server_error contentjet_fault';
const fieldIsWrong = (issue: string): string => `draft_rejected ${issue}`;

export const TRANSPORT: Refusals = {
  'more than a megabyte': [create({ fields: { headline: 'x'.repeat(1_048_577) } }), 'too_large contentjet_too_large'],
  'JSON that was cut off': [create({}, { onTheWay: (init) => ({ ...init, body: '{"name": "hush hush",' }) }), DAMAGED],
  'a sign-in that was cut off': [
    ({ users: { author } }) => ({
      ...{ method: 'POST', path: 'authenticate', authorization: null, json: {} },
      onTheWay: (init) => ({ ...init, body: `{"username":"x","password":"${author.password}"` }),
    }),
    DAMAGED,
  ],
  'a body of another type': [create({}, { onTheWay: headers({ 'content-type': 'text/plain' }) }), DAMAGED],
  'a coding that nobody knows': [
    create({}, { onTheWay: headers({ 'content-encoding': 'br' }) }),
    'unexpected_response contentjet_request_damaged',
  ],
  'an unknown route': [() => ({ path: 'nope' }), NOT_FOUND],
  'a list without its slash': [({ project }) => ({ path: `project/${project.id}/entry` }), NOT_FOUND],
  'projects without their slash': [() => ({ path: 'project' }), NOT_FOUND],
  'a method that it does not have': [
    ({ project }) => ({ method: 'PUT', path: `project/${project.id}/entry/`, json: {} }),
    'unexpected_response contentjet_other_version',
  ],
};

export const SIGN_IN: Refusals = {
  'a wrong password': [signIn({ password: 'not this one' }), `${REJECTED} contentjet_wrong_login`],
  'an unknown user': [signIn({ username: 'nobody@example.com' }), `${REJECTED} contentjet_wrong_login`],
  'capitals in the address': [signIn({ username: 'Author@example.com' }), `${REJECTED} contentjet_wrong_login`],
  'an empty password': [signIn({ password: '' }), `${REJECTED} contentjet_wrong_login`],
  'no password': [signIn({ password: undefined }), `${REJECTED} contentjet_wrong_login`],
  'no user name': [signIn({ username: undefined }), `${REJECTED} contentjet_wrong_login`],
  'a user who is switched off': [
    ({ users: { outsider } }) => ({
      ...{ method: 'POST', path: 'authenticate', authorization: null },
      json: { username: outsider.username, password: outsider.password, grant_type: 'password' },
    }),
    `${REJECTED} contentjet_inactive`,
  ],
  'another grant': [signIn({ grant_type: 'implicit' }), DAMAGED],
  'no header': [me(null), `${REJECTED} contentjet_header_lost`],
  'a header of something else': [me('Basic YTpi'), `${REJECTED} contentjet_header_lost`],
  'a small letter in Bearer': [me(({ tokens }) => `bearer ${tokens.author}`), `${REJECTED} contentjet_header_lost`],
  'no token': [me('Bearer'), STALE],
  'a token that is none': [me('Bearer abc'), STALE],
  'a token of three parts that is none': [me('Bearer a.b.c'), STALE],
  'a token that somebody else signed': [me(({ tokens }) => bearer(`${tokens.author.slice(0, -8)}AAAAAAAA`)), STALE],
  'a token that has ended': [me(({ tokens }) => bearer(tokens.expired)), STALE],
  'a token that begins later': [me(({ tokens }) => bearer(tokens.early)), STALE],
  'refreshing what has ended': [refresh(({ tokens }) => ({ refresh_token: tokens.expired })), STALE],
  'refreshing with a header that has ended': [
    refresh(({ tokens }) => ({ refresh_token: tokens.author }), 'expired'),
    STALE,
  ],
  'refreshing nothing': [refresh(() => ({})), STALE],
  'refreshing the token of a client': [refresh(({ tokens }) => ({ refresh_token: tokens.client })), STALE],
  'refreshing at the place of the documentation': [
    ({ tokens }) => ({ method: 'POST', path: 'user/token-refresh', json: { refresh_token: tokens.author } }),
    NOT_FOUND,
  ],
  'a wrong secret of a client': [
    clientSignIn({ client_secret: '0'.repeat(32) }),
    `${REJECTED} contentjet_wrong_client`,
  ],
  'a secret of the wrong length': [clientSignIn({ client_secret: 'short' }), `${REJECTED} contentjet_wrong_client`],
  'no client': [clientSignIn({ client_id: undefined }), `${REJECTED} contentjet_wrong_client`],
  'a client of a project that is gone': [clientSignIn({}, 9999), NOT_FOUND],
  'a client that writes': [as('client', create({})), NO_MEMBER],
  'a client that uploads': [as('client', upload('file', 'a.txt', 'text/plain')), NO_MEMBER],
  'a client that asks for projects': [as('client', () => ({ path: 'project/' })), NO_MEMBER],
  'somebody deleted who writes': [as('deleted', create({})), NO_MEMBER],
  'a project that is gone, without a token': [() => ({ path: 'project/9999/entry/', authorization: null }), NOT_FOUND],
  'a project that is there, without a token': [
    ({ project }) => ({ path: `project/${project.id}/entry/`, authorization: null }),
    `${REJECTED} contentjet_header_lost`,
  ],
  'a project of others': [({ otherProject }) => ({ path: `project/${otherProject.id}/entry/` }), NO_MEMBER],
  'writing in a project of others': [as('outsider', create({})), NO_MEMBER],
};

export const CREATE: Refusals = {
  'no name': [createWithout('name'), 'draft_rejected title required'],
  'a blank name': [create({ name: '  ' }), 'draft_rejected title required'],
  'a name of 129 characters': [create({ name: '😀'.repeat(129) }), 'draft_rejected title too_long 128'],
  'no date': [createWithout('published'), DAMAGED],
  'a date without a zone': [create({ published: '2099-12-30T00:00:00' }), 'draft_rejected published format'],
  'a date that is none': [create({ published: 'soon' }), 'draft_rejected published format'],
  'no type': [createWithout('entryTypeId'), 'draft_rejected entryTypeId required'],
  'a type that is gone': [create({ entryTypeId: 9999 }), 'not_found contentjet_type_gone'],
  'no fields': [createWithout('fields'), 'draft_rejected fields required'],
  'no tags': [createWithout('tags'), 'draft_rejected tags required'],
  'a tag that is no slug': [create({ tags: ['Bad Tag'] }), 'draft_rejected tags format'],
  'a tag of 33 characters': [create({ tags: ['t'.repeat(33)] }), 'draft_rejected tags too_long 32'],
  'a new tag twice': [create({ tags: ['twice-new', 'twice-new'] }), FAULT],
  'a NUL in the name': [create({ name: 'a\0b' }), FAULT],
  'a NUL in a field': [withField('body_markdown', 'a\0b'), FAULT],
  'a name and a tag at once': [create({ name: '', tags: ['Bad Tag'] }), 'draft_rejected title required, tags format'],
  'writing anew without whose it is': [
    ({ project, entryTypes }) => ({
      ...{ method: 'PUT', path: `project/${project.id}/entry/1` },
      json: { name: 'A clip', entryTypeId: entryTypes.note, published: DATE, tags: [], fields: { text: 'Text' } },
    }),
    'draft_rejected userId required',
  ],
  'writing anew what is gone': [
    (world) => ({ method: 'PUT', path: `project/${world.project.id}/entry/9999`, json: entry(world, {}) }),
    NOT_FOUND,
  ],
};

export const FIELDS: Refusals = {
  'a required field that is empty': [withField('headline', ''), fieldIsWrong('title required')],
  'a required field of white space': [withField('headline', '  '), fieldIsWrong('title required')],
  'a required field without a value': [withField('headline', null), fieldIsWrong('title required')],
  'a list of nothing where something is required': [withField('body_markdown', []), fieldIsWrong('body required')],
  'a text that is too long': [withField('body_markdown', 'x'.repeat(30_001)), fieldIsWrong('body too_long 30000')],
  'a text that is too long in units': [withField('body_short', '😀'.repeat(51)), fieldIsWrong('excerpt too_long 100')],
  'a text that is too short': [withField('body_short', 'abc'), fieldIsWrong('excerpt too_short 5')],
  'a text that is a number': [withField('body_short', 12345), fieldIsWrong('excerpt format')],
  'an address that is none': [withField('source_url', 'not a url'), fieldIsWrong('source format')],
  'an address of this machine': [withField('source_url', 'http://localhost:3000/'), fieldIsWrong('source format')],
  'an address of another kind': [withField('source_url', 'ftp://example.com/x'), fieldIsWrong('source format')],
  'a mail address that is none': [withField('contact_email', 'nope'), fieldIsWrong('contact_email format')],
  'yes in words': [withField('is_starred', 'true'), fieldIsWrong('is_starred format')],
  'a number that is too great': [withField('rating', 9), fieldIsWrong('rating format')],
  'a number that is none': [withField('rating', 'x'), fieldIsWrong('rating format')],
  'half a number': [withField('rating', 2.5), fieldIsWrong('rating format')],
  'a moment that is none': [withField('clipped_at', 'nope'), fieldIsWrong('clipped_at format')],
  'a day with its time': [withField('clip_date', '2026-01-02T03:04:05Z'), fieldIsWrong('clip_date format')],
  'a choice that is no list': [withField('category', 'news'), fieldIsWrong('category format')],
  'a choice that is not offered': [withField('category', ['nope']), fieldIsWrong('category format')],
  'two choices of one': [withField('category', ['news', 'blog']), fieldIsWrong('category format')],
  'no choice of several': [withField('topics', []), fieldIsWrong('topics too_short 1')],
  'a colour by its name': [withField('accent', 'red'), fieldIsWrong('accent format')],
  'a colour without its alpha': [withField('accent_alpha', '#aabbcc'), fieldIsWrong('accent_alpha format')],
  'media by bare ids': [withField('images', [1]), fieldIsWrong('image format')],
  'media that is gone': [withField('images', [{ id: 999 }]), fieldIsWrong('image unknown')],
  'a link to what is gone': [withField('related', [{ id: 999_999 }]), fieldIsWrong('related unknown')],
  'a list that is none': [withField('bullets', 'a'), fieldIsWrong('tags format')],
  'a list that is too long': [withField('bullets', ['a', 'b', 'c', 'd']), fieldIsWrong('tags too_long 3')],
  'a list that is too short': [withField('bullets', []), fieldIsWrong('tags too_short 1')],
  'a list of numbers': [withField('bullets', [1]), fieldIsWrong('tags format')],
  'two fields at once': [
    create({ fields: { body_short: 'abc' } }),
    'draft_rejected title required, body required, excerpt too_short 5',
  ],
};

export const MEDIA: Refusals = {
  'no file': [upload('other', '', ''), CRASH],
  'a picture that is broken': [upload('file', 'a.png', 'image/png'), CRASH],
  'a form without its boundary': [
    upload('file', 'a.txt', 'text/plain', { onTheWay: headers({ 'content-type': 'multipart/form-data' }) }),
    CRASH,
  ],
  'a part of another name': [upload('image', 'a.txt', 'text/plain'), FAULT],
  'a file of 129 characters in its name': [upload('file', `${'n'.repeat(125)}.txt`, 'text/plain'), FAULT],
};
