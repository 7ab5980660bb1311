import { describe, expect, test } from 'vitest';
import type { EntryField, EntryType } from '../../destinations/destination.ts';
import type { Account } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import { contentjetTerms, lostFrom, settledChoices, storedChoices } from './choices.ts';

const body: EntryField = {
  ...{ name: 'body', label: 'Body', description: '', required: true, disabled: false },
  ...{ fieldType: 'LONGTEXT', format: 'markdown' },
};
const entryType: EntryType = { id: 4, name: 'Article', fields: [body] };
const project = { id: 2, name: 'Web clips' };
const settings = {
  ...{ project, entryType, mapping: { body: { from: 'body' } }, uiUrl: 'https://edit.lab.example/' },
  ...{ images: 'link', renewal: 'while_needed' },
};
const found: Found = {
  discovery: {
    ...{
      siteUrl: 'https://api.lab.example/',
      apiUrl: 'https://api.lab.example/',
      title: 'api.lab.example',
      version: '',
    },
    origins: ['https://api.lab.example/*'],
    settings: { project: null, entryType: null, mapping: {}, uiUrl: null, images: 'copy', renewal: 'while_open' },
  },
  allowHttp: false,
};
const { discovery } = found;
const account: Account = {
  ...{ v: 1, id: 'a1', destination: 'contentjet', authMethod: 'password_grant' },
  ...{ siteUrl: 'https://edit.lab.example/', apiUrl: 'https://api.lab.example/', origins: discovery.origins },
  identity: { siteTitle: 'Web clips', userName: 'Anna', role: 'Author' },
  ...{ settings, createdAt: '2026-01-01T00:00:00.000Z' },
};

test('a new account begins with what was found: no project, copied images, a sign-in while the browser is open', () => {
  const fresh = { project: null, entryType: null, mapping: {}, uiUrl: null, images: 'copy', stay: 'while_open' };
  expect(storedChoices(null, discovery)).toEqual(fresh);
  expect(storedChoices(null, { ...discovery, settings: {} })).toEqual(fresh);
  const pasted = { ...discovery, settings: { ...discovery.settings, uiUrl: 'https://lab.example/' } };
  expect(storedChoices(null, pasted).uiUrl).toBe('https://lab.example/');
});

test('an account that is edited begins with its own', () => {
  expect(storedChoices(account, discovery)).toEqual({
    ...{ project, entryType, mapping: settings.mapping, uiUrl: 'https://edit.lab.example/' },
    ...{ images: 'link', stay: 'while_needed' },
  });
});

test('the site of an account is where people edit, else its API', () => {
  const stored = storedChoices(account, discovery);
  expect(contentjetTerms(account, found, stored)).toMatchObject({
    ...{ accountId: 'a1', destination: 'contentjet', settings },
    discovery: { siteUrl: 'https://edit.lab.example/', apiUrl: 'https://api.lab.example/' },
  });
  const nowhere = contentjetTerms(null, { ...found, allowHttp: true }, { ...stored, uiUrl: null, stay: 'always' });
  expect(nowhere).toMatchObject({
    discovery: { siteUrl: 'https://api.lab.example/' },
    settings: { uiUrl: null, renewal: 'always', allowHttp: true },
  });
});

describe('an account needs nobody to look at it', () => {
  const stored = storedChoices(account, discovery);
  const lists = { identity: null, projects: [project], project, entryTypes: [entryType] };

  test('where project and entry type are as they were', () => {
    expect(settledChoices(stored, lists)).toEqual(stored);
  });

  test.each<[string, Partial<typeof lists>]>([
    ['the project is another one', { project: { id: 3, name: 'Other' } }],
    ['the entry type is gone', { entryTypes: [{ ...entryType, id: 5 }] }],
    ['a field is new', { entryTypes: [{ ...entryType, fields: [body, { ...body, name: 'more' }] }] }],
    ['a field that was filled is gone', { entryTypes: [{ ...entryType, fields: [] }] }],
  ])('but not where %s', (_, changed) => {
    expect(settledChoices(stored, { ...lists, ...changed })).toBeNull();
  });

  test('nor where it was never whole', () => {
    expect(settledChoices({ ...stored, mapping: {} }, lists)).toBeNull();
    expect(settledChoices(storedChoices(null, discovery), lists)).toBeNull();
  });
});

describe('what the account goes to and is there no more is named', () => {
  const stored = storedChoices(account, discovery);
  const other = { id: 3, name: 'Other' };
  const lists = { identity: null, projects: [project, other], project, entryTypes: [entryType] };

  test.each<[string, Partial<typeof lists>, string | null]>([
    ['a project', { projects: [other], project: other, entryTypes: [] }, 'Web clips'],
    ['an entry type', { entryTypes: [{ ...entryType, id: 5 }] }, 'Article'],
    ['nothing: all is there, under another name', { entryTypes: [{ ...entryType, name: 'Piece' }] }, null],
    ['nothing: another project was chosen', { project: other, entryTypes: [] }, null],
    ['nothing: a client reads no list of projects', { projects: [] }, null],
  ])('%s', (_, changed, name) => {
    expect(lostFrom(stored, { ...lists, ...changed })).toBe(name);
  });

  test('for a new account there is nothing to lose', () => {
    expect(lostFrom(storedChoices(null, discovery), lists)).toBeNull();
  });
});
