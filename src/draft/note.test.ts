import { expect, test } from 'vitest';
import { toHtml } from './html.ts';
import { noteParagraphs } from './note.ts';

const html = (note: string): string => toHtml(noteParagraphs(note));

test('empty lines part paragraphs, single line breaks stay', () => {
  expect(html('one\ntwo\n\n \n three \r\n\r\nfour')).toBe('<p>one<br>two</p><p>three</p><p>four</p>');
});

test('a note of nothing but white space is no note', () => {
  expect(noteParagraphs(' \n\n ')).toEqual([]);
});

test('bare web addresses become links', () => {
  expect(html('see https://a.example/x?y=1#z now')).toBe(
    '<p>see <a href="https://a.example/x?y=1#z">https://a.example/x?y=1#z</a> now</p>',
  );
});

test("the sentence's punctuation is no part of the address", () => {
  expect(html('(https://a.example/x). Or https://a.example/b_(c), said he')).toBe(
    '<p>(<a href="https://a.example/x">https://a.example/x</a>). ' +
      'Or <a href="https://a.example/b_(c)">https://a.example/b_(c)</a>, said he</p>',
  );
});

test('what only looks like an address stays text, and so does markup', () => {
  expect(html('http:// javascript:alert(1) <b>x</b>')).toBe('<p>http:// javascript:alert(1) &#x3C;b>x&#x3C;/b></p>');
});
