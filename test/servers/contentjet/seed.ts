/** What the double starts with: three people, two projects, four entry types, a client. */
import type { Api, Call } from './api.ts';
import { createClient } from './clients.ts';
import { createEntryType } from './entry-types.ts';
import type { Json } from './json.ts';
import { createProject } from './projects.ts';
import type { Client, EntryType, Project, User } from './store.ts';
import { createUser } from './users.ts';

const field = (name: string, fieldType: string, more: Json = {}): Json => ({
  name,
  label: name.replaceAll('_', ' '),
  description: '',
  required: false,
  disabled: false,
  fieldType,
  ...more,
});

const textField = (name: string, more: Json = {}): Json =>
  field(name, 'TEXT', { minLength: 0, maxLength: 1000, format: 'plaintext', ...more });

const longTextField = (name: string, format: string, more: Json = {}): Json =>
  field(name, 'LONGTEXT', { minLength: 0, maxLength: 30_000, format, ...more });

const required = { required: true };
const several = { minLength: 0, maxLength: 10 };

const yesOrNo = { labelTrue: 'Yes', labelFalse: 'No' };
const category = { choices: ['news', 'blog', 'other'], format: 'single' };
const rating = { minValue: 1, maxValue: 5, format: 'integer' };

const ENTRY_TYPES: Record<'article' | 'note' | 'full' | 'strict', { name: string; fields: Json[] }> = {
  article: {
    name: 'Article',
    fields: [
      textField('title', required),
      longTextField('body', 'markdown', required),
      longTextField('summary', 'plaintext'),
      textField('source', { format: 'uri' }),
      field('image', 'MEDIA', several),
      field('published_on', 'DATE', { format: 'date' }),
    ],
  },
  note: { name: 'Note', fields: [longTextField('text', 'plaintext', required)] },
  full: {
    name: 'Every kind of field',
    fields: [
      textField('headline', { ...required, minLength: 1, maxLength: 50 }),
      textField('source_url', { format: 'uri' }),
      textField('contact_email', { format: 'email', maxLength: 200 }),
      longTextField('body_markdown', 'markdown', required),
      longTextField('body_short', 'plaintext', { minLength: 5, maxLength: 100 }),
      field('is_starred', 'BOOLEAN', yesOrNo),
      field('rating', 'NUMBER', rating),
      field('score', 'NUMBER', { minValue: -1.5, maxValue: 1.5, format: 'number' }),
      field('clipped_at', 'DATE', { format: 'datetime' }),
      field('clip_date', 'DATE', { format: 'date' }),
      field('category', 'CHOICE', category),
      field('topics', 'CHOICE', { choices: ['one', 'two', 'three'], format: 'multiple' }),
      field('accent', 'COLOR', { format: 'rgb' }),
      field('accent_alpha', 'COLOR', { format: 'rgba' }),
      field('images', 'MEDIA', { minLength: 0, maxLength: 2 }),
      field('related', 'LINK', { minLength: 0, maxLength: 2 }),
      field('bullets', 'LIST', { minLength: 1, maxLength: 3 }),
      textField('hidden_note', { disabled: true, maxLength: 50 }),
    ],
  },
  strict: {
    name: 'Strict',
    fields: [
      textField('title', { ...required, minLength: 1, maxLength: 60 }),
      longTextField('body', 'markdown', { ...required, minLength: 1, maxLength: 2000 }),
      longTextField('teaser', 'plaintext', { minLength: 0, maxLength: 140 }),
      field('is_reviewed', 'BOOLEAN', { ...required, ...yesOrNo }),
      field('category', 'CHOICE', { ...required, ...category }),
      field('rating', 'NUMBER', { ...required, ...rating }),
      field('accent', 'COLOR', { ...required, format: 'rgb' }),
      field('related', 'LINK', { ...required, minLength: 1, maxLength: 1 }),
    ],
  },
};

export interface Seeds {
  users: Record<'admin' | 'author' | 'outsider', User>;
  project: Project;
  otherProject: Project;
  entryTypes: Record<keyof typeof ENTRY_TYPES, number>;
  client: Client;
}

/** Made by the same code that answers requests. */
export function seed(api: Api): Seeds {
  const { store } = api;
  const users = {
    admin: createUser(api, { email: 'admin@example.com', name: 'Ada Admin', password: 'adminpass1', isAdmin: true }),
    author: createUser(api, { email: 'author@example.com', name: 'Arthur Author', password: 'authorpass1' }),
    outsider: createUser(api, { email: 'outsider@example.com', name: 'Olga Outsider', password: 'outsiderpass1' }),
  };
  const [project, otherProject] = ['Web clips', 'Other project'].map((name) => {
    createProject(callOf(api, { name }, users.admin));
    return newest(store.projects.all());
  });
  if (project === undefined || otherProject === undefined) throw new Error('There are no projects.');
  project.members.push({ userId: users.author.id, membershipType: 'author', membershipIsActive: true });
  const make = (kind: keyof typeof ENTRY_TYPES): number => {
    createEntryType(callOf(api, ENTRY_TYPES[kind], users.admin, project));
    return newest<EntryType>(store.entryTypes.all()).id;
  };
  const entryTypes = { article: make('article'), note: make('note'), full: make('full'), strict: make('strict') };
  createEntryType(callOf(api, { name: 'Foreign type', fields: [textField('title')] }, users.admin, otherProject));
  createClient(callOf(api, { name: 'Reader' }, users.admin, project));
  return { users, project, otherProject, entryTypes, client: newest(store.clients.all()) };
}

function newest<Row>(rows: readonly Row[]): Row {
  const row = rows.at(-1);
  if (row === undefined) throw new Error('There is no row.');
  return row;
}

const callOf = (api: Api, body: Json, user: User, project?: Project): Call => ({
  ...{ api, body, user, project, client: undefined, method: 'POST', path: '/', ids: {} },
  ...{ query: new URLSearchParams(), headers: {}, bytes: new Uint8Array() },
});
