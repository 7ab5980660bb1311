import { describe, expect, test } from 'vitest';
import { aField, anEntryType, WEB_CLIP } from '../../../test/fixtures/entry-type.ts';
import type { EntryField } from '../destination.ts';
import { guessMapping } from './guess.ts';

const plain = { format: 'plaintext' };
const uri = { format: 'uri' };
const required = { required: true };
const guess = (...fields: EntryField[]) => guessMapping(anEntryType(...fields));

test('a type with every kind of field', () => {
  expect(guessMapping(WEB_CLIP)).toEqual({
    headline: { from: 'title' },
    source_url: { from: 'source' },
    body_markdown: { from: 'body' },
    body_short: { from: 'excerpt' },
    clipped_at: { from: 'date' },
    images: { from: 'image' },
  });
});

describe.each([
  ['English', ['title', 'content', 'summary', 'link', 'cover image', 'keywords', 'date']],
  ['German', ['Überschrift', 'Inhalt', 'Zusammenfassung', 'Quelle', 'Bild', 'Schlagwörter', 'Datum']],
  ['French', ['titre', 'contenu', 'résumé', 'lien', 'photo', 'étiquettes', 'date']],
  ['Spanish', ['título', 'cuerpo', 'resumen', 'fuente', 'imagen', 'etiquetas', 'fecha']],
  ['Portuguese', ['Título', 'conteúdo', 'resumo', 'ligação', 'imagens', 'tags', 'data']],
  ['Italian', ['titolo', 'testo', 'riassunto', 'fonte', 'immagine', 'etichette', 'data']],
  ['Dutch', ['titel', 'inhoud', 'samenvatting', 'bron', 'afbeelding', 'trefwoorden', 'datum']],
  ['Russian', ['Заголовок', 'Текст', 'Описание', 'Источник', 'Изображение', 'Теги', 'Дата']],
])('%s', (_language, [title = '', body = '', excerpt = '', source = '', image = '', tags = '', date = '']) => {
  const fields = [
    aField('f1', 'TEXT', { label: title }),
    aField('f2', 'LONGTEXT', { label: excerpt, ...plain }),
    aField('f3', 'LONGTEXT', { label: body, ...plain }),
    aField('f4', 'TEXT', { label: source, ...uri }),
    aField('f5', 'MEDIA', { label: image }),
    aField('f6', 'LIST', { label: tags }),
    aField('f7', 'DATE', { label: date }),
  ];

  test('by the labels that people read', () => {
    expect(guess(...fields)).toEqual({
      f1: { from: 'title' },
      f2: { from: 'excerpt' },
      f3: { from: 'body' },
      f4: { from: 'source' },
      f5: { from: 'image' },
      f6: { from: 'tags' },
      f7: { from: 'date' },
    });
  });
});

describe('names', () => {
  test.each(['sourceURL', 'source_url', 'Source-Url', 'article url', 'URL', 'link 2', 'page.link'])(
    '%s is a source',
    (name) => {
      expect(guess(aField(name, 'TEXT', uri))).toEqual({ [name]: { from: 'source' } });
    },
  );

  test.each(['video_url', 'author link', 'homepage', 'related_links'])('%s is none', (name) => {
    expect(guess(aField(name, 'TEXT', uri))).toEqual({});
  });

  test.each(['author_name', 'seo_title', 'subtitle', 'untitled'])('%s is no title', (name) => {
    expect(guess(aField(name, 'TEXT'))).toEqual({});
  });

  test('a source wants a field for addresses, tags one for lists', () => {
    expect(guess(aField('source', 'TEXT'), aField('tags', 'TEXT'), aField('image', 'TEXT', uri))).toEqual({});
  });

  test('a name that every object has is a name like any other', () => {
    const mapping = guess(aField('__proto__', 'TEXT', { label: 'Title' }));
    expect(Object.entries(mapping)).toEqual([['__proto__', { from: 'title' }]]);
  });
});

describe('the body', () => {
  test('is the one markdown field, whatever it is called', () => {
    expect(guess(aField('text', 'LONGTEXT', plain), aField('xyz', 'LONGTEXT'))).toEqual({ xyz: { from: 'body' } });
  });

  test('of several is the one that is called so, then the longest', () => {
    const [notes, body, more] = [
      aField('notes', 'LONGTEXT'),
      aField('body', 'LONGTEXT', { maxLength: 5000 }),
      aField('more', 'LONGTEXT'),
    ];
    expect(guess(notes, body)).toEqual({ body: { from: 'body' } });
    expect(guess({ ...notes, maxLength: 100 }, more)).toEqual({ more: { from: 'body' } });
  });

  test('is else the longest plain one', () => {
    expect(guess(aField('hint', 'LONGTEXT', { ...plain, maxLength: 100 }), aField('xyz', 'LONGTEXT', plain))).toEqual({
      xyz: { from: 'body' },
    });
  });
});

describe('what must not stay empty', () => {
  test('the first required text is the title where none is called so', () => {
    expect(guess(aField('code', 'TEXT'), aField('what', 'TEXT', required), aField('more', 'TEXT', required))).toEqual({
      what: { from: 'title' },
    });
  });

  test('each part fills the first field that is called so, and the required ones', () => {
    const fields = [aField('title', 'TEXT'), aField('headline', 'TEXT'), aField('name', 'TEXT', required)];
    expect(guess(...fields)).toEqual({ title: { from: 'title' }, name: { from: 'title' } });
  });

  test('no, and the only choice, are constants; nothing else is', () => {
    expect(
      guess(
        aField('is_new', 'BOOLEAN', required),
        aField('is_old', 'BOOLEAN'),
        aField('kind', 'CHOICE', { ...required, choices: ['clip'] }),
        aField('other', 'CHOICE', required),
        aField('rating', 'NUMBER', required),
        aField('accent', 'COLOR', required),
        aField('related', 'LINK', required),
      ),
    ).toEqual({ is_new: { constant: false }, kind: { constant: 'clip' } });
  });
});

test('disabled fields are left alone', () => {
  const off = { disabled: true, required: true };
  expect(guess(aField('title', 'TEXT', off), aField('body', 'LONGTEXT', off), aField('flag', 'BOOLEAN', off))).toEqual(
    {},
  );
});
