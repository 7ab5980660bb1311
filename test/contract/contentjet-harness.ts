/** The double behind the suite, or the real Contentjet that `CONTENTJET_URL` names. */
import { toHtml } from 'hast-util-to-html';
import { array, parse } from 'valibot';
import type { PasswordGrantCredentials } from '../../src/auth/credentials.ts';
import { contentjet } from '../../src/destinations/contentjet/adapter.ts';
import { guessMapping } from '../../src/destinations/contentjet/mapping.ts';
import { type ContentjetSettings, EntryFieldSchema } from '../../src/destinations/contentjet/settings.ts';
import type { EntryType } from '../../src/destinations/destination.ts';
import { readMarkdown } from '../fixtures/markdown-reader.ts';
import { type RunningContentjet, startContentjet } from '../servers/contentjet.ts';
import { type ContentjetLogin, ContentjetSite } from '../servers/contentjet-site.ts';
import { startFaults } from '../servers/faults.ts';
import { memoryStore } from '../support/memory.ts';
import type { Harness } from './harness.ts';

export interface ContentjetServer {
  /** Without a slash at its end. */
  url: string;
  person: ContentjetLogin;
  /** Another one, whose name is known. */
  other: (ContentjetLogin & { name: string }) | null;
  /** By their ids. */
  names: Record<number, string>;
  client: { id: string; secret: string } | null;
  project: number;
  entryType: number;
  stop(): Promise<void>;
}

/** @param type which of the double's entry types drafts become */
export async function ownServer(type: 'article' | 'note'): Promise<ContentjetServer> {
  const running: RunningContentjet = await startContentjet();
  const { author, admin } = running.users;
  return {
    url: running.url,
    person: author,
    other: admin,
    names: { [author.id]: author.name, [admin.id]: admin.name },
    client: running.client,
    project: running.project.id,
    entryType: running.entryTypes[type],
    stop: () => running.stop(),
  };
}

/** The server that the environment names, or null. Its client is not needed. */
export function namedServer(): ContentjetServer | null {
  const { CONTENTJET_URL, CONTENTJET_USERNAME: username, CONTENTJET_PASSWORD: password } = process.env;
  const { CONTENTJET_PROJECT, CONTENTJET_ENTRY_TYPE, CONTENTJET_CLIENT_ID, CONTENTJET_CLIENT_SECRET } = process.env;
  if (!CONTENTJET_URL) return null;
  const [project, entryType] = [Number(CONTENTJET_PROJECT), Number(CONTENTJET_ENTRY_TYPE)];
  if (!username || !password || !(project > 0) || !(entryType > 0)) {
    throw new Error('CONTENTJET_USERNAME, _PASSWORD, _PROJECT or _ENTRY_TYPE (both ids) is missing.');
  }
  const hasClient = CONTENTJET_CLIENT_ID && CONTENTJET_CLIENT_SECRET;
  return {
    url: new URL(CONTENTJET_URL).href.replace(/\/$/, ''),
    person: { username, password },
    ...{ other: null, names: {}, project, entryType },
    client: hasClient ? { id: CONTENTJET_CLIENT_ID, secret: CONTENTJET_CLIENT_SECRET } : null,
    stop: async () => {},
  };
}

/** As a new account begins. */
export const DISCOVERED: ContentjetSettings = {
  ...{ project: null, entryType: null, mapping: {}, uiUrl: null, images: 'copy', renewal: 'while_open' },
};

export const UI_URL = 'https://edit.contentjet.example';

/** Set up as most people would: the mapping is the one that is guessed. */
export async function settingsFor(site: ContentjetSite, project: number, type: number): Promise<ContentjetSettings> {
  const { id, name, fields } = await site.entryType(type);
  const entryType: EntryType = { id, name, fields: parse(array(EntryFieldSchema), fields) };
  const mapping = guessMapping(entryType);
  return { ...DISCOVERED, project: { id: project, name: 'The project' }, entryType, mapping, uiUrl: UI_URL };
}

const isMarkdown = ({ entryType, mapping }: ContentjetSettings): boolean =>
  entryType?.fields.some(({ name, format }) => {
    const source = mapping[name];
    return format === 'markdown' && source !== undefined && 'from' in source && source.from === 'body';
  }) ?? false;

/** The words of FORMATTED_SIGNS, where nothing else of formatting can be kept. */
const WORDS_KEPT = [
  /A heading/,
  /Some strong and stressed words with a link/,
  /first point\n- second point/,
  /2\. step two/,
  /if \(a < b\) \{\n {2}return "x & y";\n\}/,
];

export async function contentjetHarness(server: ContentjetServer): Promise<Harness> {
  const { url, person, other, client, project } = server;
  const faults = await startFaults(url);
  const site = new ContentjetSite(url, person, project);
  const settings = await settingsFor(site, project, server.entryType);
  const credentials: PasswordGrantCredentials = {
    ...{ method: 'password_grant', username: person.username, password: person.password },
    ...(client === null ? {} : { clientId: client.id, clientSecret: client.secret }),
  };
  const added: number[] = [];
  return {
    destination: contentjet,
    url,
    apiPath: '/',
    faults,
    settings,
    discovered: DISCOVERED,
    credentials,
    wrongCredentials: { method: 'password_grant', username: person.username, password: 'not this one' },
    secrets: [person.password, other?.password, client?.secret].flatMap((one) => one ?? []),
    user: other && {
      credentials: { method: 'password_grant', username: other.username, password: other.password },
      name: other.name,
    },
    hasNoAuthors: true,
    editorUrl: UI_URL,
    asTag: slugOf,
    ...(isMarkdown(settings)
      ? // A renderer of Markdown ends code with a line break.
        { toHtml: (body: string) => toHtml(readMarkdown(body)).replaceAll('\n</code>', '</code>') }
      : { toHtml: (body: string) => body, formattedSigns: WORDS_KEPT }),
    hidesKey: true,
    addresses: ['/', '/spec', '/swagger/', '/user/me', `/project/${project}/entry/`],
    authorizesByClock: false,
    waitsForSlowAnswers: false,
    tokens: memoryStore(),
    isCreate: ({ method, path }) => method === 'POST' && /^\/project\/\d+\/entry\/$/.test(path),
    published: 'dated',
    editor: {
      publish: ({ remoteId }) => site.publish(remoteId),
      retitle: ({ remoteId }, title) => site.edit(remoteId, { name: title }),
      remove: ({ remoteId }) => site.remove(remoteId),
      tagsOf: async ({ remoteId }) => (await site.tagsOf(remoteId)).filter((tag) => !/^clip-[0-9a-f]{27}$/.test(tag)),
      authorOf: async ({ remoteId }) => server.names[(await site.entry(remoteId)).userId] ?? '',
      // A tag comes into being with an entry.
      addTags: async (tags) => {
        const values = Object.fromEntries((settings.entryType?.fields ?? []).map(({ name }) => [name, 'contract']));
        added.push(await site.create(server.entryType, 'contract: tags', onlyTexts(values, settings), { tags }));
      },
    },
    countByTitle: (title) => site.countByName(title),
    isPublic: async (tag) => client !== null && (await isPublished(server, client, tag)),
    async stop() {
      await faults.stop();
      for (const id of added) await site.remove(id);
      await server.stop();
    },
  };
}

/** What has to be filled, where text will do. */
const onlyTexts = (values: Record<string, string>, { entryType }: ContentjetSettings): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).filter(([key]) =>
      entryType?.fields.some(({ name, required, fieldType }) => key === name && required && /TEXT$/.test(fieldType)),
    ),
  );

/** `Contract, Ümlaut` is `contract-umlaut` to Contentjet. */
const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');

/** What the project's client is told of, as the readers of a site are through it. */
async function isPublished(
  { url, project }: ContentjetServer,
  { id, secret }: { id: string; secret: string },
  tag: string,
): Promise<boolean> {
  const grant = { client_id: id, client_secret: secret, grant_type: 'client_credentials' };
  const headers = { 'content-type': 'application/json' };
  const root = `${url}/project/${project}`;
  const answer = await fetch(`${root}/client/authenticate`, { method: 'POST', headers, body: JSON.stringify(grant) });
  const token: unknown = await answer.json();
  if (typeof token !== 'object' || token === null || !('access_token' in token)) throw new Error('no token');
  const authorization = `Bearer ${token.access_token}`;
  const entries: unknown = await (await fetch(`${root}/entry/?tags=${tag}`, { headers: { authorization } })).json();
  return JSON.stringify(entries).includes(tag);
}
