import { describe, expect, test } from 'vitest';
import { aClip } from '../../../test/fixtures/draft.ts';
import { aField, anEntryType, settingsFor } from '../../../test/fixtures/entry-type.ts';
import { anEntry, filled, type Given, refusal, refused } from '../../../test/fixtures/new-entry.ts';
import type { DraftImage } from '../../draft/draft.ts';
import type { DraftOptions, EntryField, UploadedImages } from '../destination.ts';
import type { FieldSource } from './mapping.ts';

const passage = (html: string, url: string | null = 'https://example.com/post') =>
  aClip({
    source: { ...aClip().source, url },
    content: {
      type: 'root',
      children: [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'text', value: html }] }],
    },
  });

describe('the body', () => {
  const body: FieldSource = { from: 'body' };
  const long = {
    passages: Array.from({ length: 400 }, (_, index) => passage(`Paragraph ${index}. ${'word '.repeat(20)}`)),
    quote: false,
  };

  test('is Markdown in a field for Markdown, else text', () => {
    expect(filled(aField('body', 'LONGTEXT'), body)).toContain('**strong words**');
    expect(filled(aField('body', 'LONGTEXT', { format: 'plaintext' }), body)).toMatch(
      /^A clip with strong words\.\n\nSource: /,
    );
    expect(filled(aField('body', 'TEXT'), body)).toMatch(/^A clip with strong words\. Source: /);
  });

  test.each(['markdown', 'plaintext'])('that is too long is refused, or cut where the person said so: %s', (format) => {
    const field = aField('body', 'LONGTEXT', { format, label: 'The body' });
    expect(refusal(field, body, { draft: long })).toEqual([
      { field: 'body', rule: 'too_long', limit: 30_000, label: 'The body' },
    ]);
    const cut = filled(field, body, { draft: long, options: { cut: true } });
    expect(String(cut).length).toBeLessThanOrEqual(30_000);
    expect(String(cut).length).toBeGreaterThan(15_000);
    expect(String(cut)).toContain('Source: ');
  });

  test('that has room on one line is not cut there, however many lines it would take', () => {
    const note = Array.from({ length: 30 }, () => 'a').join('\n\n');
    const cut = { draft: { note, passages: [] }, options: { cut: true as const } };
    const line = note.replaceAll('\n\n', ' ');
    expect(filled(aField('body', 'TEXT', { maxLength: line.length }), body, cut)).toBe(line);
    const shorter = String(filled(aField('body', 'TEXT', { maxLength: line.length - 1 }), body, cut));
    expect(shorter).toMatch(/^(a )+…$/);
  });

  test('keeps to its field’s own lengths', () => {
    const field = aField('body', 'LONGTEXT', { label: 'Body', format: 'plaintext', minLength: 500, maxLength: 600 });
    expect(refusal(field, body)).toEqual([{ field: 'body', rule: 'too_short', limit: 500, label: 'Body' }]);
    expect(refusal(field, body, { draft: long })).toEqual([
      { field: 'body', rule: 'too_long', limit: 600, label: 'Body' },
    ]);
  });

  test('shows uploaded copies of its images', () => {
    const img = {
      type: 'element' as const,
      tagName: 'img',
      properties: { src: 'https://a.example/1.png', alt: 'One' },
      children: [],
    };
    const draft = { passages: [aClip({ content: { type: 'root', children: [img] } })] };
    const images: UploadedImages = new Map([
      ['https://a.example/1.png', { remoteId: '31', url: 'https://cms.example/31.png' }],
    ]);
    expect(filled(aField('body', 'LONGTEXT'), body, { draft, images })).toContain('![One](https://cms.example/31.png)');
  });

  test('never holds what the server’s database fails over', () => {
    const draft = { note: 'a\0b\ud800c', passages: [] };
    for (const format of ['markdown', 'plaintext']) {
      expect(filled(aField('body', 'LONGTEXT', { format }), body, { draft })).toBe('a\ufffdb\ufffdc');
    }
  });

  test('without anything in it is missing only where it must not be', () => {
    const empty = { draft: { note: '', passages: [] } };
    expect(filled(aField('body', 'LONGTEXT'), body, empty)).toBeUndefined();
    expect(refusal(aField('body', 'LONGTEXT', { required: true, label: 'Body' }), body, empty)).toEqual([
      { field: 'body', rule: 'required', label: 'Body' },
    ]);
  });
});

describe('the excerpt', () => {
  const excerpt: FieldSource = { from: 'excerpt' };
  const draft = { excerpt: '  One *line*\nand another\0 ' };

  test('stands on one line in a text, as it is in a long one, and means the same in Markdown', () => {
    expect(filled(aField('teaser', 'TEXT'), excerpt, { draft })).toBe('One *line* and another');
    expect(filled(aField('teaser', 'LONGTEXT', { format: 'plaintext' }), excerpt, { draft })).toBe(
      'One *line*\nand another',
    );
    expect(filled(aField('teaser', 'LONGTEXT'), excerpt, { draft })).toMatch(
      /^One \\\*line\\?\*(?:\\|<br>| {2})\nand another$/,
    );
  });

  test('is asked for where it must not be empty, and measured', () => {
    const field = aField('teaser', 'LONGTEXT', { required: true, maxLength: 10, format: 'plaintext', label: 'Teaser' });
    expect(refusal(field, excerpt, { draft: { excerpt: ' ' } })).toEqual([
      { field: 'excerpt', rule: 'required', label: 'Teaser' },
    ]);
    expect(refusal(field, excerpt, { draft })).toEqual([
      { field: 'excerpt', rule: 'too_long', limit: 10, label: 'Teaser' },
    ]);
  });
});

describe('the source', () => {
  const source: FieldSource = { from: 'source' };
  const field = aField('link', 'TEXT', { format: 'uri', label: 'Link' });
  const from = (...urls: (string | null)[]): Given => ({ draft: { passages: urls.map((url) => passage('x', url)) } });

  test('is the page of the first passage whose page is known', () => {
    expect(filled(field, source, from(null, 'https://a.example/1', 'https://a.example/2'))).toBe('https://a.example/1');
    expect(filled(aField('link', 'TEXT'), source, from('https://a.example/1'))).toBe('https://a.example/1');
  });

  test.each([
    ['nobody knows it', [null], 'required'],
    ['the server takes it for no address', ['http://intranet/x'], 'format'],
    ['it is too long', [`https://a.example/${'x'.repeat(1000)}`], 'too_long'],
  ])('stays empty where %s, unless it must not', (_name, urls, rule) => {
    expect(filled(field, source, from(...urls))).toBeUndefined();
    expect(refusal({ ...field, required: true }, source, from(...urls))).toEqual([
      { field: 'source', rule, label: 'Link', ...(rule === 'too_long' ? { limit: 1000 } : {}) },
    ]);
  });
});

describe('images', () => {
  const source: FieldSource = { from: 'image' };
  const draftImages: DraftImage[] = ['1', '2', '3', '4'].map((id) => ({
    ...{ id, originalUrl: `https://a.example/${id}.png`, alt: '', state: 'stored' },
  }));
  const uploaded = (...ids: string[]): UploadedImages =>
    new Map(
      ids.map((id) => [`https://a.example/${id}.png`, { remoteId: `3${id}`, url: `https://cms.example/3${id}.png` }]),
    );
  const given = (images: UploadedImages, options: DraftOptions = {}): Given => ({
    draft: { images: draftImages },
    images,
    options,
  });

  test('the first, or as many as the field is for', () => {
    const images = uploaded('4', '2', '3');
    expect(filled(aField('image', 'MEDIA'), source, given(images))).toEqual([{ id: 32 }]);
    expect(filled(aField('images', 'MEDIA', { maxLength: 2 }), source, given(images))).toEqual([
      { id: 32 },
      { id: 33 },
    ]);
    expect(filled(aField('image', 'MEDIA', { minLength: 2 }), source, given(images))).toEqual([{ id: 32 }, { id: 33 }]);
  });

  test('the one that stands for the draft, if it was uploaded', () => {
    const options = { featuredImage: 'https://a.example/3.png' };
    expect(filled(aField('images', 'MEDIA'), source, given(uploaded('2', '3'), options))).toEqual([{ id: 33 }]);
  });

  test.each(['image', 'images'])(
    'the place of a chosen one without a copy stays free in %s, unless it must not',
    (name) => {
      const others = given(uploaded('2', '4'), { featuredImage: 'https://a.example/3.png' });
      expect(filled(aField(name, 'MEDIA'), source, others)).toBeUndefined();
      const all = name === 'images' ? [{ id: 32 }, { id: 34 }] : [{ id: 32 }];
      expect(filled(aField(name, 'MEDIA', { required: true }), source, others)).toEqual(all);
    },
  );

  test('none, or fewer than the field asks for, leave it empty, unless it must not be', () => {
    const pair = aField('images', 'MEDIA', { minLength: 2, label: 'Images' });
    expect(filled(pair, source, given(uploaded()))).toBeUndefined();
    expect(filled(pair, source, given(uploaded('1')))).toBeUndefined();
    expect(refusal({ ...pair, required: true }, source, given(uploaded()))).toEqual([
      { field: 'image', rule: 'required', label: 'Images' },
    ]);
    expect(refusal({ ...pair, required: true }, source, given(uploaded('1')))).toEqual([
      { field: 'image', rule: 'too_short', limit: 2, label: 'Images' },
    ]);
  });
});

describe('tags in a field', () => {
  const source: FieldSource = { from: 'tags' };
  const draft = { tags: ['Zürich', ' zürich ', 'A & B'] };

  test('stand there as people write them', () => {
    expect(filled(aField('topics', 'LIST'), source, { draft })).toEqual(['Zürich', 'A & B']);
    expect(filled(aField('topics', 'TEXT'), source, { draft })).toBe('Zürich, A & B');
    expect(filled(aField('topics', 'LIST', { minLength: 1 }), source)).toBeUndefined();
  });

  test('have its limits', () => {
    const field = aField('topics', 'LIST', { label: 'Topics', minLength: 2, maxLength: 3, required: true });
    expect(refusal(field, source)).toEqual([{ field: 'tags', rule: 'required', label: 'Topics' }]);
    expect(refusal(field, source, { draft: { tags: ['a'] } })).toEqual([
      { field: 'tags', rule: 'too_short', limit: 2, label: 'Topics' },
    ]);
    expect(refusal(field, source, { draft: { tags: ['a', 'b', 'c', 'd'] } })).toEqual([
      { field: 'tags', rule: 'too_long', limit: 3, label: 'Topics' },
    ]);
  });
});

describe('dates and constants', () => {
  test('the day and the moment of the clip, in UTC', () => {
    const draft = { passages: [aClip({ capturedAt: '2026-11-21T23:30:00.000-05:00' })] };
    expect(filled(aField('day', 'DATE', { format: 'date' }), { from: 'date' }, { draft })).toBe('2026-11-22');
    expect(filled(aField('time', 'DATE'), { from: 'date' }, { draft })).toBe('2026-11-22T04:30:00.000Z');
  });

  test('no day where nobody knows it', () => {
    const draft = { passages: [aClip({ capturedAt: 'yesterday' })] };
    expect(filled(aField('time', 'DATE'), { from: 'date' }, { draft })).toBeUndefined();
    expect(
      refusal(aField('time', 'DATE', { required: true, label: 'When' }), { from: 'date' }, { draft: { passages: [] } }),
    ).toEqual([{ field: 'time', rule: 'required', label: 'When' }]);
  });

  test.each<[EntryField, FieldSource, unknown]>([
    [aField('flag', 'BOOLEAN'), { constant: false }, false],
    [aField('rating', 'NUMBER'), { constant: 0 }, 0],
    [aField('kind', 'CHOICE'), { constant: 'news' }, ['news']],
    [aField('kinds', 'CHOICE', { format: 'multiple' }), { constant: ['news', 'blog'] }, ['news', 'blog']],
    [aField('related', 'LINK'), { constant: ['7', '8'] }, [{ id: 7 }, { id: 8 }]],
    [aField('cover', 'MEDIA'), { constant: ['7'] }, [{ id: 7 }]],
    [aField('points', 'LIST'), { constant: ['7', '8'] }, ['7', '8']],
    [aField('accent', 'COLOR'), { constant: '#aabbcc' }, '#aabbcc'],
    [aField('day', 'DATE', { format: 'date' }), { constant: '2026-01-02' }, '2026-01-02'],
    [aField('mail', 'TEXT', { format: 'email' }), { constant: 'a@b.co' }, 'a@b.co'],
  ])('%j with %j', (field, source, value) => {
    expect(filled(field, source)).toEqual(value);
  });

  test('what does not fit is told of the field itself', () => {
    expect(refusal(aField('rating', 'NUMBER', { label: 'Stars', maxValue: 5 }), { constant: 9 })).toEqual([
      { field: 'rating', rule: 'format', label: 'Stars' },
    ]);
    const unmapped = settingsFor(anEntryType(aField('code', 'TEXT', { required: true, label: 'Code' })), {});
    expect(refused(() => anEntry(unmapped)).issues).toEqual([{ field: 'code', rule: 'required', label: 'Code' }]);
  });
});
