import { expect, test } from 'vitest';
import { NO_SOURCE, SOURCE, sampleClip, sampleDraft, WORDS } from '../../test/fixtures/sample-draft.ts';
import type { ClipSource } from '../clip/clip.ts';
import type { Draft } from './draft.ts';
import { toHtml } from './html.ts';
import { draftSections } from './sections.ts';

function sections(draft: Draft): string[] {
  return draftSections(draft, WORDS).map(({ kind, content }) => `${kind}: ${toHtml(content)}`);
}

function sourceOf(changes: Partial<ClipSource>): string {
  const draft = sampleDraft('<p>x</p>', { source: { ...NO_SOURCE, ...changes } });
  return sections(draft).at(-1) ?? '';
}

test('the note first, then the passage as a quote with its source line', () => {
  const draft = { ...sampleDraft('<p>a</p><p>b</p>', {}, true), note: 'mine' };
  expect(sections(draft)).toEqual([
    'note: <p>mine</p>',
    'passage: <blockquote><p>a</p><p>b</p></blockquote>',
    'source: <p>Source: <a href="https://paper.example/a">The Title, Ann Author, The Paper</a></p>',
  ]);
});

test('plain: the passage as it is, with the source line', () => {
  expect(sections(sampleDraft('<p>a</p>', {}, false))[0]).toBe('passage: <p>a</p>');
});

test('every passage has its source line', () => {
  const draft = { ...sampleDraft('<p>a</p>'), passages: [sampleClip('<p>a</p>'), sampleClip('<p>b</p>')] };
  expect(draftSections(draft, WORDS).map(({ kind }) => kind)).toEqual(['passage', 'source', 'passage', 'source']);
});

test('a section knows the language and direction of its page', () => {
  const draft = sampleDraft('<p>a</p>', { source: { ...SOURCE, lang: 'he', dir: 'rtl' } });
  expect(draftSections(draft, WORDS)[0]).toMatchObject({ lang: 'he', dir: 'rtl' });
});

test.each([
  ['one quote', '\n<blockquote><p>a</p></blockquote>\n'],
  ['only quotes', '<blockquote><p>a</p></blockquote> <blockquote><p>b</p></blockquote>'],
  ['a quote with the name of who said it', '<figure><blockquote>a</blockquote><figcaption>b</figcaption></figure>'],
])('an already quoted passage is not quoted twice: %s', (_name, html) => {
  expect(sections(sampleDraft(html, {}, true))[0]).toBe(`passage: ${html}`);
});

test('a quote among other text is quoted with it', () => {
  expect(sections(sampleDraft('<p>a</p><blockquote>b</blockquote>', {}, true))[0]).toBe(
    'passage: <blockquote><p>a</p><blockquote>b</blockquote></blockquote>',
  );
});

test.each(['link', 'image'] as const)('a %s is no quotation', (kind) => {
  expect(sections(sampleDraft('<p>a</p>', { kind }, true))[0]).toBe('passage: <p>a</p>');
});

test('the source line leads to the passage itself where that can be', () => {
  expect(sourceOf({ title: 'T', url: 'https://a.example/', fragmentUrl: 'https://a.example/#:~:text=x' })).toBe(
    'source: <p>Source: <a href="https://a.example/#:~:text=x">T</a></p>',
  );
});

test('a page that is not public is named, not linked', () => {
  expect(sourceOf({ title: 'T', siteName: 'S' })).toBe('source: <p>Source: T, S</p>');
});

test('author and site are said once', () => {
  expect(sourceOf({ title: 'News from Blog', author: 'Ann', siteName: 'ann' })).toBe(
    'source: <p>Source: News from Blog, Ann</p>',
  );
  expect(sourceOf({ title: 'News from Blog', siteName: 'Blog' })).toBe('source: <p>Source: News from Blog</p>');
});

test('a page without any name is named by its host', () => {
  expect(sourceOf({ url: 'https://a.example/x' })).toBe(
    'source: <p>Source: <a href="https://a.example/x">a.example</a></p>',
  );
});

test('no line where nothing is known', () => {
  expect(sections(sampleDraft('<p>x</p>', { source: NO_SOURCE }))).toEqual(['passage: <p>x</p>']);
});

test('names are text, whatever they hold', () => {
  expect(sourceOf({ title: '<script>alert(1)</script>' })).toBe(
    'source: <p>Source: &#x3C;script>alert(1)&#x3C;/script></p>',
  );
});
