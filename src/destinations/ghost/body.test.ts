import { describe, expect, test } from 'vitest';
import { bodyHtml, ghostBody } from '../../../test/fixtures/ghost-body.ts';
import { draftWithLosses, EMPTY_HTML, SOURCE, sampleDraft, WORDS } from '../../../test/fixtures/sample-draft.ts';
import { renderGhostBody } from './body.ts';

const IMG = '<img src="https://e.example/a.png" alt="A">';

describe('a draft as a whole', () => {
  test('note, quote and source line are native blocks: a plain quote needs no card', () => {
    const draft = { ...sampleDraft('<p>One <em>two</em>.</p><p>Three.</p>', { source: SOURCE }, true), note: 'Mine.' };
    expect(renderGhostBody(draft, WORDS)).toEqual({
      html:
        '<p>Mine.</p><blockquote>One <em>two</em>.<br><br>Three.</blockquote>' +
        '<p>Source: <a href="https://paper.example/a">The Title, Ann Author, The Paper</a></p>',
      leftOut: [],
    });
  });

  test('an empty clip has an empty body', () => {
    expect(bodyHtml(EMPTY_HTML)).toBe('');
  });

  test('names what is missing: scripts, forms and media nobody can read, and nothing else', () => {
    expect(renderGhostBody(draftWithLosses(), WORDS).leftOut).toEqual([
      'scripts_left_out',
      'forms_left_out',
      'media_unreadable',
    ]);
  });

  test('neighbouring numbered lists keep their numbers: Ghost would join them', () => {
    expect(bodyHtml('<ol><li>a</li></ol><ol><li>b</li></ol>')).toBe('<ol><li>a</li></ol><p></p><ol><li>b</li></ol>');
    expect(bodyHtml('<ol><li>a</li></ol><ol start="2"><li>b</li></ol>')).toBe(
      '<ol><li>a</li></ol><ol start="2"><li>b</li></ol>',
    );
  });
});

describe('text', () => {
  test.each([
    ['loose text between blocks becomes paragraphs', 'a<p>b</p>c', '<p>a</p><p>b</p><p>c</p>'],
    ['containers end a paragraph', '<div>a<div>b</div>c</div>', '<p>a</p><p>b</p><p>c</p>'],
    ['white space collapses', '<p>  a \n  b<em> c </em> d </p>', '<p>a b<em> c </em>d</p>'],
    ['a line break stays, none at the ends', '<p><br>a<br>b<br></p>', '<p>a<br>b</p>'],
    ['what has no format leaves its text, unglued', '<p>a <small>b</small> <time>c</time> d</p>', '<p>a b c d</p>'],
    [
      'markup in text is text',
      '<p>&lt;b&gt; &lt;!--kg-card-end: html--&gt;</p>',
      '<p>&#x3C;b> &#x3C;!--kg-card-end: html--></p>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyHtml(html)).toBe(body);
  });
});

describe('formats', () => {
  test.each([
    [
      'around nothing but a line break: the break stays, alone',
      '<p><b>a<b><br></b></b><i>b</i></p>',
      '<p><strong>a<br></strong><em>b</em></p>',
    ],
    ['b, i', '<p><b>x</b> <i>y</i></p>', '<p><strong>x</strong> <em>y</em></p>'],
    ['del, s', '<p><del>x</del> <s>y</s></p>', '<p><s>x</s> <s>y</s></p>'],
    ['ins, u', '<p><ins>x</ins> <u>y</u></p>', '<p><u>x</u> <u>y</u></p>'],
    ['kbd, samp', '<p><kbd>x</kbd> <samp>y</samp></p>', '<p><code>x</code> <code>y</code></p>'],
    ['cite, var', '<p><cite>x</cite> <var>y</var></p>', '<p><em>x</em> <em>y</em></p>'],
    ['sub, sup', '<p>H<sub>2</sub>O x<sup>2</sup></p>', '<p>H<sub>2</sub>O x<sup>2</sup></p>'],
    ['mark: as Ghost reads its own highlight', '<p><mark>x</mark></p>', '<p><span class="Highlight">x</span></p>'],
    ['empty ones go', '<p>a<em> </em><strong></strong>b</p>', '<p>a b</p>'],
    ['ruby: the reading in brackets', '<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>', '<p>漢(kan)</p>'],
    [
      'abbr: the long form, once',
      '<p><abbr title="World Wide Web">WWW</abbr>, <abbr title="World Wide Web">WWW</abbr></p>',
      '<p>WWW (World Wide Web), WWW</p>',
    ],
    ['an emoji drawn as an image', '<p>a <img src="https://e.example/1f600.png" alt="😀"> b</p>', '<p>a 😀 b</p>'],
  ])('%s', (_name, html, body) => {
    expect(bodyHtml(html)).toBe(body);
  });

  test.each([
    ['en', '“a ‘b’”'],
    ['en-GB', '“a ‘b’”'],
    ['de', '„a ‚b‘“'],
    ['ja', '「a 『b』」'],
    ['xx', '“a ‘b’”'],
  ])('q in %s', (lang, body) => {
    expect(bodyHtml('<p><q>a <q>b</q></q></p>', { lang })).toBe(`<p>${body}</p>`);
  });

  test('q follows the language of its own passage, and keeps marks that are written already', () => {
    expect(bodyHtml('<p lang="de"><q>a</q> <q>“b”</q></p>')).toBe('<p>„a“ “b”</p>');
  });
});

describe('links', () => {
  test.each([
    ['web and mail', '<p><a href="https://e.example/?a=1&amp;b">l</a> <a href="mailto:a@b.example">m</a></p>'],
    ['telephone', '<p><a href="tel:+123">t</a></p>'],
  ])('%s stay', (_name, html) => {
    expect(bodyHtml(html)).toBe(html.replaceAll('&amp;', '&#x26;'));
  });

  test.each(['javascript:alert(1)', 'JaVaScRiPt:alert(1)', 'data:text/html,x', '/relative', '#fn1', 'vbscript:x'])(
    '%s leaves its text',
    (href) => {
      expect(bodyHtml(`<p>a <a href="${href}">b</a></p>`)).toBe('<p>a b</p>');
    },
  );

  test('around blocks: each block has the link inside', () => {
    expect(bodyHtml(`<a href="https://e.example/"><h3>T</h3><p>d <em>x</em></p>${IMG}</a>`)).toBe(
      '<h3><a href="https://e.example/">T</a></h3><p><a href="https://e.example/">d <em>x</em></a></p>' +
        `<figure><a href="https://e.example/">${IMG}</a></figure>`,
    );
  });
});

describe('deep nesting', () => {
  test.each([
    ['links around blocks', '<a href="https://e.example/"><div>', '</div></a>'],
    ['formats around blocks', '<em><p>', '</p></em>'],
    ['lists', '<ul><li>', '</li></ul>'],
    ['quotes', '<blockquote>', '</blockquote>'],
  ])('%s, 100 levels deep, cost no more than their size', (_name, open, close) => {
    const { html } = ghostBody(`${open.repeat(100)}x${close.repeat(100)}`);
    expect(html.length).toBeLessThan(2000);
  });
});

describe('headings', () => {
  test('images come out, the text stays one heading', () => {
    expect(bodyHtml(`<h2>${IMG}Head <em>line</em>${IMG}</h2>`)).toBe(
      `<figure>${IMG}</figure><h2>Head <em>line</em></h2><figure>${IMG}</figure>`,
    );
  });
});

describe('definition lists', () => {
  test('bold term and paragraph', () => {
    expect(bodyHtml('<dl><dt>T1</dt><dt>T2</dt><dd>D</dd><dd><p>p</p><ul><li>x</li></ul></dd></dl>')).toBe(
      '<p><strong>T1</strong></p><p><strong>T2</strong></p><p>D</p><p>p</p><ul><li>x</li></ul>',
    );
  });
});

describe('code', () => {
  test.each([
    ['bare pre', '<pre>x\n  y</pre>', '<pre><code>x\n  y</code></pre>'],
    [
      'with its language',
      '<pre><code class="language-js">a &lt; b;\n</code></pre>',
      '<pre><code class="language-js">a &#x3C; b;</code></pre>',
    ],
    [
      'line breaks and lines in elements',
      '<pre>a<br>b<div>c</div><div>d</div></pre>',
      '<pre><code>a\nb\nc\nd</code></pre>',
    ],
    [
      'with a caption',
      '<figure><pre>x</pre><figcaption>cap</figcaption></figure>',
      '<figure><pre><code>x</code></pre><figcaption>cap</figcaption></figure>',
    ],
    [
      'a caption above stays above',
      '<figure><figcaption>cap</figcaption><pre>x</pre></figure>',
      '<p>cap</p><pre><code>x</code></pre>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyHtml(html)).toBe(body);
  });
});

describe('html cards', () => {
  test.each([
    ['details', '<details><summary>S</summary><p>x</p></details>'],
    [
      'a table',
      '<table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td colspan="2">1</td></tr></tbody></table>',
    ],
    ['a formula', '<math display="block"><mi>x</mi> <mo>=</mo> <mn>1</mn></math>'],
    ['a heading with a formula', '<h2>The <math><mi>x</mi></math></h2>'],
    ['a paragraph with a formula', '<p>so <math><mi>x</mi> <mo>=</mo></math> holds</p>'],
    ['an image that carries its own bytes', '<figure><img src="data:image/png;base64,AAAA" alt="A"></figure>'],
  ])('%s', (_name, html) => {
    expect(bodyHtml(html)).toBe(`[html]${html}[/html]`);
  });

  test('video and audio can be played', () => {
    expect(bodyHtml('<video src="https://e.example/v.mp4" poster="https://e.example/p.png"></video>')).toBe(
      '[html]<video controls src="https://e.example/v.mp4" poster="https://e.example/p.png"></video>[/html]',
    );
    expect(bodyHtml('<audio src="https://e.example/a.mp3"></audio>')).toBe(
      '[html]<audio controls src="https://e.example/a.mp3"></audio>[/html]',
    );
  });

  test('hold only what the allow-list names, whatever the tree says', () => {
    const cell =
      '<script>1</script><p onclick="x" style="y">a</p><a href="javascript:1">b</a><custom>c</custom>' +
      '<form><textarea>d</textarea></form><iframe srcdoc="x"></iframe><math><annotation-xml>e</annotation-xml></math>';
    expect(bodyHtml(`<table><tr><td>${cell.replaceAll('annotation-xml', 'object')}</td></tr></table>`)).toBe(
      '[html]<table><tr><td><p>a</p>bc<math></math></td></tr></table>[/html]',
    );
  });

  test('never begin with bare text: Ghost would write it without escaping', () => {
    const bodies = ['<p>&lt;script&gt; <math><mi>x</mi></math></p>', '&lt;script&gt;<math><mi>x</mi></math>'];
    for (const html of bodies) expect(bodyHtml(html)).toMatch(/^\[html\]<p>&#x3C;script>/);
  });

  test('check boxes in them are text', () => {
    expect(bodyHtml('<table><tr><td><input type="checkbox" checked>a</td></tr></table>')).toBe(
      '[html]<table><tr><td>☑ a</td></tr></table>[/html]',
    );
  });

  test('images that carry too many bytes are left out and named', () => {
    const big = `<img src="data:image/png;base64,${'A'.repeat(300_000)}">`;
    const { html, leftOut } = ghostBody(`<p>a</p>${big}${big}`);
    expect(html.match(/<img/g)).toHaveLength(1);
    expect(leftOut).toEqual(['media_unreadable']);
  });
});

describe('frames', () => {
  test('become embeds, with their caption', () => {
    expect(
      bodyHtml('<figure><iframe src="https://e.example/x" width="4"></iframe><figcaption>c</figcaption></figure>'),
    ).toBe(
      '<figure><iframe src="https://e.example/x" width="4" allowfullscreen></iframe><figcaption>c</figcaption></figure>',
    );
  });

  test('without an address are left out and named', () => {
    expect(ghostBody('<iframe src="about:blank"></iframe><p>a</p>')).toEqual({
      html: '<p>a</p>',
      leftOut: ['media_unreadable'],
    });
  });
});
