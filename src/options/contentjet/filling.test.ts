import { describe, expect, test } from 'vitest';
import type { EntryField, EntryType } from '../../destinations/destination.ts';
import {
  changesOf,
  cleaned,
  faultsOf,
  fieldsOf,
  firstMapping,
  goneFrom,
  isUsable,
  keyOf,
  optionsFor,
  sourceFor,
} from './filling.ts';

const field = (name: string, fieldType: string, more: Partial<EntryField> = {}): EntryField => ({
  ...{ name, label: name, description: '', required: false, disabled: false, fieldType },
  ...more,
});
const typeOf = (...fields: EntryField[]): EntryType => ({ id: 1, name: 'Article', fields });

const title = field('title', 'TEXT', { format: 'plaintext', maxLength: 50 });
const body = field('body', 'LONGTEXT', { format: 'markdown', required: true });
const starred = field('starred', 'BOOLEAN', { labelTrue: 'Top', labelFalse: 'Usual' });
const mood = field('mood', 'CHOICE', { format: 'single', choices: ['calm', 'true'] });
const topics = field('topics', 'CHOICE', { format: 'multiple', choices: ['one', 'two'] });
const bullets = field('bullets', 'LIST');

describe('what a list beside a field offers', () => {
  const keys = (one: EntryField): string[] => optionsFor(one).map(({ key }) => key);

  test('nothing, the parts that fit, and a value that is typed', () => {
    expect(keys(title)).toEqual(['', 'title', 'excerpt', 'body', 'source', 'tags', 'constant']);
    expect(keys(field('contact', 'TEXT', { format: 'email' }))).toEqual(['', 'constant']);
    expect(keys(field('rating', 'NUMBER'))).toEqual(['', 'constant']);
    expect(keys(topics)).toEqual(['', 'constant']);
  });

  test('the values themselves where a field has only few', () => {
    expect(optionsFor(starred).slice(1)).toEqual([
      { key: '=true', kind: 'value', value: 'Top' },
      { key: '=false', kind: 'value', value: 'Usual' },
    ]);
    expect(keys(mood)).toEqual(['', '=calm', '=true']);
  });

  test('nothing else for a kind of field that nobody here knows', () => {
    expect(keys(field('map', 'LOCATION'))).toEqual(['']);
  });
});

test('every option stands for a source, and is found again by it', () => {
  for (const one of [title, body, starred, mood, topics, bullets, field('accent', 'COLOR', { format: 'rgb' })]) {
    for (const option of optionsFor(one)) expect(keyOf(one, sourceFor(one, option)), one.name).toBe(option.key);
  }
  expect(keyOf(mood, { constant: 'calm' })).toBe('=calm');
  expect(keyOf(topics, { constant: ['two'] })).toBe('constant');
});

describe('faults', () => {
  test('a constant that is still blank is one, whether it must be or not', () => {
    const type = typeOf(title, body, bullets);
    const mapping = { title: { constant: ' ' }, body: { from: 'body' }, bullets: { constant: ['', ' '] } } as const;
    const faults = faultsOf(type, { ...mapping, bullets: { constant: [...mapping.bullets.constant] } });
    expect([...faults]).toEqual([
      ['title', { field: 'title', rule: 'required' }],
      ['bullets', { field: 'bullets', rule: 'required' }],
    ]);
  });

  test('neither no nor zero is blank', () => {
    const type = typeOf(starred, field('rating', 'NUMBER', { required: true }));
    expect(faultsOf(type, { starred: { constant: false }, rating: { constant: 0 } }).size).toBe(0);
  });

  test('what must be filled, and what is too long', () => {
    const faults = faultsOf(typeOf(title, body), { title: { constant: 'x'.repeat(51) } });
    expect(faults.get('body')).toEqual({ field: 'body', rule: 'required' });
    expect(faults.get('title')).toEqual({ field: 'title', rule: 'too_long', limit: 50 });
  });
});

test('blank lines of a list are not stored', () => {
  expect(cleaned({ bullets: { constant: ['a', '', 'b'] }, body: { from: 'body' } })).toEqual({
    bullets: { constant: ['a', 'b'] },
    body: { from: 'body' },
  });
});

test('a type is of use where something of a clip fits into a field that is switched on', () => {
  expect(isUsable(typeOf(title))).toBe(true);
  expect(isUsable(typeOf(starred, mood))).toBe(false);
  expect(isUsable(typeOf({ ...body, disabled: true }))).toBe(false);
  expect(isUsable(typeOf())).toBe(false);
});

describe('a type that has changed on the server', () => {
  const before = typeOf(title, body, mood);

  test('what is new and what has other rules is marked; other words are no change', () => {
    const now = typeOf(
      { ...title, maxLength: 40 },
      { ...body, label: 'Body', description: 'All of it' },
      mood,
      starred,
    );
    expect([...changesOf(before, now)]).toEqual([
      ['title', 'changed'],
      ['starred', 'new'],
    ]);
  });

  test('fields come from the server in any order of their own members', () => {
    const { name, label, ...rest } = title;
    expect(changesOf(before, typeOf({ ...rest, label, name }, body, mood)).size).toBe(0);
  });

  test('another type is not a changed one', () => {
    const other = { ...typeOf(starred), id: 2 };
    expect(changesOf(before, other).size).toBe(0);
    expect(changesOf(null, other).size).toBe(0);
    expect(goneFrom(before, other, { mood: { constant: 'calm' } })).toEqual([]);
  });

  test('only what was filled is missed', () => {
    const now = typeOf(body, { ...mood, disabled: true });
    expect(goneFrom(before, now, { mood: { constant: 'calm' } })).toEqual([mood]);
  });

  test('the mapping stays as far as it can; a new field is guessed where nothing else takes that part', () => {
    const stored = { entryType: before, mapping: { title: { from: 'title' }, mood: { constant: 'calm' } } } as const;
    const link = field('link', 'TEXT', { format: 'uri' });
    const headline = field('headline', 'TEXT', { format: 'plaintext' });
    const now = typeOf(title, body, link, headline);
    expect(firstMapping(now, stored)).toEqual({ title: { from: 'title' }, link: { from: 'source' } });
    const required = typeOf(title, body, { ...headline, required: true });
    expect(firstMapping(required, stored)).toEqual({ title: { from: 'title' }, headline: { from: 'title' } });
  });
});

test('a new account begins with a guess', () => {
  expect(firstMapping(typeOf(title, body), { entryType: null, mapping: {} })).toEqual({
    title: { from: 'title' },
    body: { from: 'body' },
  });
});

test('what is switched off in Contentjet is not shown', () => {
  expect(fieldsOf(typeOf(title, { ...body, disabled: true }))).toEqual([title]);
});
