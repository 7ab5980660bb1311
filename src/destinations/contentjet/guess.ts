/** A first mapping, from what sites usually call their fields. */
import type { EntryField, EntryType } from '../destination.ts';
import { maxLengthOf } from './field-rules.ts';
import type { DraftPart, FieldSource, Mapping } from './mapping.ts';

/**
 * The words of a name in lower case, without accents and numbers: `sourceURL_2` is `source` and `url`. Scripts without
 * spaces give one word.
 */
const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '');

/**
 * In English, German, French, Spanish, Portuguese, Italian, Dutch and Russian. Words and no sets of them: what does
 * nothing while it loads is left out of the background, which never guesses.
 */
const NAMES: Record<DraftPart, string> = {
  title: 'title headline heading name titel überschrift titre título titular titolo naam kop заголовок',
  body: 'body content contents text markdown main inhalt fließtext contenu texte corps contenido cuerpo texto conteúdo corpo testo contenuto inhoud tekst текст содержание',
  excerpt:
    'excerpt summary abstract description intro introduction teaser lead short zusammenfassung beschreibung auszug kurztext résumé chapô extrait resumen descripción resumo descrição riassunto descrizione samenvatting описание',
  source:
    'source url uri link href original origin canonical quelle lien fuente enlace fonte ligação bron источник ссылка',
  image:
    'image images picture pictures photo photos cover media gallery hero thumbnail bild bilder foto fotos imagen imágenes portada imagem imagens immagine immagini copertina afbeelding afbeeldingen изображение фото',
  tags: 'tag tags keyword keywords topic topics schlagwort schlagwörter stichwort stichwörter étiquettes etiquetas etichette trefwoorden теги',
  date: 'date day at on clipped captured saved added created published datum fecha data дата',
};

/** Words that only point at the entry itself: `article url` is a url, `video url` is of something else. */
const FILLERS =
  'the of a entry post page article artikel clip item blog news web full field des der de la le du el del do da di van';

const PART_TYPES: Record<Exclude<DraftPart, 'body'>, (field: EntryField) => boolean> = {
  title: ({ fieldType, format }) => fieldType === 'TEXT' && format === 'plaintext',
  source: ({ fieldType, format }) => fieldType === 'TEXT' && format === 'uri',
  excerpt: ({ fieldType, format }) => fieldType === 'LONGTEXT' || (fieldType === 'TEXT' && format === 'plaintext'),
  image: ({ fieldType }) => fieldType === 'MEDIA',
  tags: ({ fieldType }) => fieldType === 'LIST',
  date: ({ fieldType }) => fieldType === 'DATE',
};

/**
 * The mapping that most people would make, from the names and the types of the fields. Each part fills the first field
 * that is called so, and those that must not stay empty. Constants are guessed only where a field allows hardly another:
 * no for a yes or no that must be answered, the only choice where one must be made.
 */
export function guessMapping({ fields }: EntryType): Mapping {
  const guessed = new Map<EntryField, FieldSource>();
  const open = (): EntryField[] => fields.filter((field) => !field.disabled && !guessed.has(field));
  const body = guessBody(open());
  if (body !== undefined) guessed.set(body, { from: 'body' });
  for (const part of ['title', 'source', 'excerpt', 'image', 'tags', 'date'] as const) {
    const fits = open().filter((field) => PART_TYPES[part](field) && isCalled(field, part));
    const required = fits.slice(1).filter((field) => field.required);
    for (const field of [...fits.slice(0, 1), ...required]) guessed.set(field, { from: part });
  }
  if (!Array.from(guessed.values()).some((source) => 'from' in source && source.from === 'title')) {
    const title = open().find((field) => field.required && PART_TYPES.title(field));
    if (title !== undefined) guessed.set(title, { from: 'title' });
  }
  for (const field of open()) {
    const constant = field.required ? onlyChoice(field) : undefined;
    if (constant !== undefined) guessed.set(field, { constant });
  }
  // In the type's order. `fromEntries` takes any name as a member of its own.
  return Object.fromEntries(
    fields.flatMap((field) => {
      const source = guessed.get(field);
      return source === undefined ? [] : [[field.name, source]];
    }),
  );
}

function onlyChoice({ fieldType, choices = [] }: EntryField): string | boolean | undefined {
  if (fieldType === 'BOOLEAN') return false;
  return fieldType === 'CHOICE' && choices.length === 1 ? choices[0] : undefined;
}

/** Markdown before plain text; of several the one that is called so, else the longest. */
function guessBody(fields: readonly EntryField[]): EntryField | undefined {
  const plain = fields.filter(({ fieldType }) => fieldType === 'LONGTEXT');
  const markdown = plain.filter(({ format }) => format === 'markdown');
  const longest = (markdown.length > 0 ? markdown : plain).toSorted((a, b) => maxLengthOf(b) - maxLengthOf(a));
  return longest.find((field) => isCalled(field, 'body')) ?? longest[0];
}

/** By its name or by its label, which people see. */
const isCalled = ({ name, label }: EntryField, part: DraftPart): boolean =>
  [name, label].some((text) => says(wordsOf(text), part));

/** Some word says it, and no other says something else. */
function says(words: readonly string[], part: DraftPart): boolean {
  const own = wordsOf(NAMES[part]);
  const known = [...own, ...wordsOf(FILLERS), ...(part === 'excerpt' ? wordsOf(NAMES.body) : [])];
  return words.some((word) => own.includes(word)) && words.every((word) => known.includes(word));
}
