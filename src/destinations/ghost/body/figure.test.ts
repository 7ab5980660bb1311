import { describe, expect, test } from 'vitest';
import { bodyHtml, ghostBody } from '../../../../test/fixtures/ghost-body.ts';

const A = '<img src="https://e.example/a.png" alt="A">';
const B = '<img src="https://e.example/b.png" alt="B" title="T" width="4" height="3">';

describe('images and figures', () => {
  test.each([
    ['an image', B, `<figure>${B}</figure>`],
    [
      'a linked image',
      `<a href="https://e.example/t">${A}</a>`,
      `<figure><a href="https://e.example/t">${A}</a></figure>`,
    ],
    ['an image in a sentence', `<p>a ${A} b</p>`, `<p>a</p><figure>${A}</figure><p>b</p>`],
    [
      'an image deep in formats: they go on around it',
      `<p><em>a <strong>b ${A} c</strong></em> d</p>`,
      `<p><em>a <strong>b</strong></em></p><figure>${A}</figure><p><em><strong>c</strong></em> d</p>`,
    ],
    [
      'a caption with its formats',
      `<figure>${A}<figcaption>C <a href="https://e.example/">l</a> <kbd>k</kbd></figcaption></figure>`,
      `<figure>${A}<figcaption>C <a href="https://e.example/">l</a> <code>k</code></figcaption></figure>`,
    ],
    [
      'a linked image with a caption',
      `<figure><a href="https://e.example/t">${A}</a><figcaption>c</figcaption></figure>`,
      `<figure><a href="https://e.example/t">${A}</a><figcaption>c</figcaption></figure>`,
    ],
    [
      'several images: a figure each, the caption on the last',
      `<figure>${A}${B}<figcaption>c</figcaption></figure>`,
      `<figure>${A}</figure><figure>${B}<figcaption>c</figcaption></figure>`,
    ],
    [
      'two captions become one',
      `<figure>${A}<figcaption>c</figcaption><figcaption>d</figcaption></figure>`,
      `<figure>${A}<figcaption>c<br><br>d</figcaption></figure>`,
    ],
    [
      'a gallery: every image its caption, the common one below',
      `<figure><figure>${A}<figcaption>c</figcaption></figure><figure>${B}<figcaption>d</figcaption></figure><figcaption>e</figcaption></figure>`,
      `<figure>${A}<figcaption>c</figcaption></figure><figure>${B}<figcaption>d</figcaption></figure><p>e</p>`,
    ],
    [
      'a quote with the name of who said it',
      '<figure><blockquote><p>q</p></blockquote><figcaption>— <cite>N</cite></figcaption></figure>',
      '<blockquote>q</blockquote><p>— <em>N</em></p>',
    ],
    [
      'a table with its caption',
      '<figure><table><tr><td>1</td></tr></table><figcaption>c</figcaption></figure>',
      '[html]<table><tr><td>1</td></tr></table>[/html]<p>c</p>',
    ],
    [
      'a film with its caption',
      '<figure><video src="https://e.example/v.mp4"></video><figcaption>c</figcaption></figure>',
      '[html]<video controls src="https://e.example/v.mp4"></video>[/html]<p>c</p>',
    ],
    ['only a caption', '<figure><figcaption>c</figcaption></figure>', '<p>c</p>'],
  ])('%s', (_name, html, body) => {
    expect(bodyHtml(html)).toBe(body);
  });

  test('an image nobody else could load is left out and named', () => {
    expect(ghostBody('<p>a</p><img src="blob:https://e.example/1" alt="x">')).toEqual({
      html: '<p>a</p>',
      leftOut: ['media_unreadable'],
    });
  });
});
