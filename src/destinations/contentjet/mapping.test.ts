import { describe, expect, test } from 'vitest';
import { aField, anEntryType, WEB_CLIP } from '../../../test/fixtures/entry-type.ts';
import { guessMapping, type Mapping, mappingFaults, needsCopies, partsFor } from './mapping.ts';

describe('the parts that fit', () => {
  test.each([
    [aField('title', 'TEXT'), ['title', 'excerpt', 'body', 'source', 'tags']],
    [aField('title', 'TEXT', { format: 'uri' }), ['source']],
    [aField('title', 'TEXT', { format: 'email' }), []],
    [aField('text', 'LONGTEXT'), ['title', 'excerpt', 'body', 'source', 'tags']],
    [aField('when', 'DATE'), ['date']],
    [aField('image', 'MEDIA'), ['image']],
    [aField('tags', 'LIST'), ['tags']],
    [aField('flag', 'BOOLEAN'), []],
    [aField('kind', 'CHOICE'), []],
    [aField('link', 'LINK'), []],
    [aField('place', 'MAP'), []],
    [aField('place', 'toString'), []],
    [aField('title', 'TEXT', { disabled: true }), []],
  ])('%j', (field, parts) => {
    expect(partsFor(field)).toEqual(parts);
  });
});

describe('what is wrong with a mapping', () => {
  const title = aField('title', 'TEXT', { required: true });

  test('nothing', () => {
    expect(mappingFaults(WEB_CLIP, guessMapping(WEB_CLIP))).toEqual([]);
    expect(mappingFaults(anEntryType(), {})).toEqual([]);
  });

  test.each<[string, Mapping]>([
    ['without a source', {}],
    ['with an empty one', { title: { constant: '' } }],
    ['with nothing but white space', { title: { constant: ' \n' } }],
  ])('a required field %s', (_name, mapping) => {
    expect(mappingFaults(anEntryType(title), mapping)).toEqual([{ field: 'title', rule: 'required' }]);
  });

  test('an empty list in a required field, but neither no nor zero', () => {
    const required = { required: true };
    const type = anEntryType(
      aField('tags', 'LIST', required),
      aField('flag', 'BOOLEAN', required),
      aField('rate', 'NUMBER', required),
    );
    const mapping = { tags: { constant: [] }, flag: { constant: false }, rate: { constant: 0 } };
    expect(mappingFaults(type, mapping)).toEqual([{ field: 'tags', rule: 'required' }]);
  });

  test('a part that does not fit the field', () => {
    const mapping: Mapping = { title: { from: 'image' } };
    expect(mappingFaults(anEntryType(title), mapping)).toEqual([{ field: 'title', rule: 'wrong_source' }]);
  });

  test('a constant that the field does not take, with the limit', () => {
    const type = anEntryType(aField('rate', 'NUMBER', { maxValue: 5 }), aField('code', 'TEXT', { minLength: 3 }));
    expect(mappingFaults(type, { rate: { constant: 9 }, code: { constant: 'a' } })).toEqual([
      { field: 'rate', rule: 'too_large', limit: 5 },
      { field: 'code', rule: 'too_short', limit: 3 },
    ]);
  });

  test('a field that the type has no more', () => {
    expect(mappingFaults(anEntryType(), { gone: { from: 'title' } })).toEqual([{ field: 'gone', rule: 'unknown' }]);
  });

  test('not what becomes of a disabled field', () => {
    const type = anEntryType(aField('note', 'TEXT', { disabled: true, required: true, maxLength: 1 }));
    for (const mapping of [{}, { note: { constant: 'too long' } }]) expect(mappingFaults(type, mapping)).toEqual([]);
  });

  test('a field that is called as what every object has', () => {
    const type = anEntryType(aField('constructor', 'TEXT', { required: true }));
    expect(mappingFaults(type, {})).toEqual([{ field: 'constructor', rule: 'required' }]);
  });
});

test('what only copied images can fill are the required fields that the draft’s image goes into', () => {
  const must = { required: true };
  const type = anEntryType(
    aField('photo', 'MEDIA', must),
    aField('may', 'MEDIA'),
    aField('off', 'MEDIA', { ...must, disabled: true }),
    aField('logo', 'MEDIA', must),
    aField('constructor', 'MEDIA', must),
    aField('title', 'TEXT', must),
  );
  const mapping: Mapping = {
    ...{ photo: { from: 'image' }, may: { from: 'image' }, off: { from: 'image' } },
    ...{ logo: { constant: ['7'] }, title: { from: 'title' } },
  };
  expect(needsCopies(type, mapping).map(({ name }) => name)).toEqual(['photo']);
  expect(needsCopies(type, {})).toEqual([]);
});
