import { describe, expect, test } from 'vitest';
import { bodyBlocks, wordpressBody } from '../../../../test/fixtures/wordpress-body.ts';

const IMG = '<img src="https://e.example/a.png" alt="A">';
const item = (html: string): string => `[list-item]<li>${html}</li>[/list-item]`;

describe('headings', () => {
  test.each([
    ['level 2 is core’s own', '<h2>a</h2>', '[heading]<h2 class="wp-block-heading">a</h2>'],
    ['others are named', '<h5>a</h5>', '[heading {"level":5}]<h5 class="wp-block-heading">a</h5>'],
    ['images stay in the line', `<h2>${IMG} a</h2>`, `[heading]<h2 class="wp-block-heading">${IMG} a</h2>`],
    ['nothing but an image', `<h2>${IMG}</h2>`, `[image]<figure class="wp-block-image">${IMG}</figure>`],
    ['paragraphs become lines', '<h2><p>a</p><p>b</p></h2>', '[heading]<h2 class="wp-block-heading">a<br>b</h2>'],
    [
      'other blocks part it',
      '<h2>a<hr>b</h2>',
      '[heading]<h2 class="wp-block-heading">a</h2>[separator]<hr class="wp-block-separator has-alpha-channel-opacity">' +
        '[heading]<h2 class="wp-block-heading">b</h2>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });
});

describe('lists', () => {
  test.each([
    [
      'nested',
      '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>',
      `[list]<ul class="wp-block-list">${item(`a[list]<ul class="wp-block-list">${item('b')}</ul>[/list]`)}${item('c')}</ul>[/list]`,
    ],
    [
      'a list directly in an item',
      '<ul><li><ul><li>b</li></ul></li></ul>',
      `[list]<ul class="wp-block-list">${item(`[list]<ul class="wp-block-list">${item('b')}</ul>[/list]`)}</ul>[/list]`,
    ],
    [
      'numbered, from a start',
      '<ol start="5"><li>a</li></ol>',
      `[list {"ordered":true,"start":5}]<ol class="wp-block-list" start="5">${item('a')}</ol>[/list]`,
    ],
    [
      'counting down',
      '<ol reversed><li>a</li><li>b</li></ol>',
      `[list {"ordered":true,"reversed":true}]<ol class="wp-block-list" reversed>${item('a')}${item('b')}</ol>[/list]`,
    ],
    [
      'with numbers of their own: a list for each run',
      '<ol><li>a</li><li value="7">b</li><li>c</li></ol>',
      `[list {"ordered":true}]<ol class="wp-block-list">${item('a')}</ol>[/list]` +
        `[list {"ordered":true,"start":7}]<ol class="wp-block-list" start="7">${item('b')}${item('c')}</ol>[/list]`,
    ],
    [
      'paragraphs in an item are lines with an empty line between',
      '<ul><li><p>a</p><p>b</p></li></ul>',
      `[list]<ul class="wp-block-list">${item('a<br><br>b')}</ul>[/list]`,
    ],
    ['images stay in the item', `<ul><li>${IMG}</li></ul>`, `[list]<ul class="wp-block-list">${item(IMG)}</ul>[/list]`],
    [
      'code in an item stands between two lists',
      '<ol><li>a<pre>x</pre></li><li>b</li></ol>',
      `[list {"ordered":true}]<ol class="wp-block-list">${item('a')}</ol>[/list]` +
        '[code]<pre class="wp-block-code"><code>x</code></pre>' +
        `[list {"ordered":true,"start":2}]<ol class="wp-block-list" start="2">${item('b')}</ol>[/list]`,
    ],
    [
      'text after a nested list stands behind the list: core would pull it up',
      '<ul><li>a<ul><li>b</li></ul>c</li></ul>',
      `[list]<ul class="wp-block-list">${item(`a[list]<ul class="wp-block-list">${item('b')}</ul>[/list]`)}</ul>[/list][paragraph]<p>c</p>`,
    ],
    [
      'terms and what they mean, for which core has no block',
      '<dl><dt>T</dt><dd>D</dd></dl>',
      '[paragraph]<p><strong>T</strong></p>[paragraph]<p>D</p>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });

  test('letters as numbers where the site says them as today', () => {
    const html = '<ol type="a"><li>a</li></ol>';
    expect(bodyBlocks(html)).toBe(
      '[list {"ordered":true,"type":"lower-alpha"}]' +
        `<ol class="wp-block-list" style="list-style-type:lower-alpha">${item('a')}</ol>[/list]`,
    );
    expect(bodyBlocks(html, { blocks: null })).toBe(
      `[list {"ordered":true}]<ol class="wp-block-list">${item('a')}</ol>[/list]`,
    );
  });
});

describe('quotes', () => {
  test('hold blocks of any kind', () => {
    const html = `<p>a</p><ul><li>b</li></ul><pre>c</pre>${IMG}<blockquote>d</blockquote><hr>`;
    expect(bodyBlocks(html, { quote: true })).toBe(
      '[quote]<blockquote class="wp-block-quote">[paragraph]<p>a</p>' +
        `[list]<ul class="wp-block-list">${item('b')}</ul>[/list][code]<pre class="wp-block-code"><code>c</code></pre>` +
        `[image]<figure class="wp-block-image">${IMG}</figure>` +
        '[quote]<blockquote class="wp-block-quote">[paragraph]<p>d</p></blockquote>[/quote]' +
        '[separator]<hr class="wp-block-separator has-alpha-channel-opacity"></blockquote>[/quote]',
    );
  });

  test('with who said it', () => {
    expect(bodyBlocks('<figure><blockquote>a</blockquote><figcaption>— <cite>Ada</cite></figcaption></figure>')).toBe(
      '[quote]<blockquote class="wp-block-quote">[paragraph]<p>a</p><cite>— Ada</cite></blockquote>[/quote]',
    );
  });

  test('words above a quote stay above', () => {
    expect(bodyBlocks('<figure><figcaption>Ada:</figcaption><blockquote>a</blockquote></figure>')).toBe(
      '[paragraph]<p>Ada:</p>[quote]<blockquote class="wp-block-quote">[paragraph]<p>a</p></blockquote>[/quote]',
    );
  });
});

describe('code', () => {
  test.each([
    ['bare', '<pre>x\n  y\n</pre>', '[code]<pre class="wp-block-code"><code>x\n  y</code></pre>'],
    [
      'with its language, which highlighters read',
      '<pre><code class="language-js">x</code></pre>',
      '[code {"className":"language-js"}]<pre class="wp-block-code language-js"><code>x</code></pre>',
    ],
    [
      'a caption becomes a paragraph where it stood',
      '<figure><figcaption>c</figcaption><pre>x</pre></figure>',
      '[paragraph]<p>c</p>[code]<pre class="wp-block-code"><code>x</code></pre>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });
});

describe('images', () => {
  const image = (inside: string, attributes = ''): string =>
    `[image${attributes}]<figure class="wp-block-image">${inside}</figure>`;

  test.each([
    ['alone in a paragraph', `<p>${IMG}</p>`, image(IMG)],
    ['in a sentence', `<p>a ${IMG} b</p>`, `[paragraph]<p>a ${IMG} b</p>`],
    [
      'its title and its width stay, the height follows',
      '<img src="https://e.example/a.png" title="T" width="9" height="8">',
      '[image {"width":9}]<figure class="wp-block-image is-resized"><img src="https://e.example/a.png" alt="" title="T" width="9"></figure>',
    ],
    [
      'its size stays in a sentence',
      '<p>a <img src="https://e.example/a.png" width="9"></p>',
      '[paragraph]<p>a <img src="https://e.example/a.png" alt="" width="9"></p>',
    ],
    [
      'linked',
      `<a href="https://e.example/"><div>${IMG}</div></a>`,
      image(`<a href="https://e.example/">${IMG}</a>`, ' {"linkDestination":"custom"}'),
    ],
    [
      'with a caption',
      `<figure>${IMG}<figcaption>c <em>d</em></figcaption></figure>`,
      image(`${IMG}<figcaption class="wp-element-caption">c <em>d</em></figcaption>`),
    ],
    [
      'two of them: the caption stands below the last',
      `<figure>${IMG}${IMG}<figcaption>c</figcaption></figure>`,
      image(IMG) + image(`${IMG}<figcaption class="wp-element-caption">c</figcaption>`),
    ],
    [
      'with its own bytes',
      '<img src="data:image/png;base64,AAAA" alt="">',
      image('<img src="data:image/png;base64,AAAA" alt="">'),
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });

  test('uploaded ones are named by their number', () => {
    const images = new Map([['https://e.example/a.png', { id: 5, url: 'https://blog.example/u.png' }]]);
    expect(bodyBlocks(`${IMG}<p>a ${IMG}</p><a href="https://e.example/">${IMG}</a>`, { images })).toBe(
      '[image {"id":5,"sizeSlug":"full","linkDestination":"none"}]<figure class="wp-block-image size-full">' +
        '<img src="https://blog.example/u.png" alt="A" class="wp-image-5"></figure>' +
        '[paragraph]<p>a <img src="https://blog.example/u.png" alt="A" class="wp-image-5"></p>' +
        '[image {"id":5,"sizeSlug":"full","linkDestination":"custom"}]<figure class="wp-block-image size-full">' +
        '<a href="https://e.example/"><img src="https://blog.example/u.png" alt="A" class="wp-image-5"></a></figure>',
    );
  });

  test('an author’s image with its own bytes would break: it is left out and named, unless uploaded', () => {
    const html = '<p>a</p><img src="data:image/png;base64,AAAA">';
    expect(wordpressBody(html, { filtered: true }).leftOut).toEqual(['media_unreadable']);
    expect(bodyBlocks(html, { filtered: true })).toBe('[paragraph]<p>a</p>');
    const images = new Map([['data:image/png;base64,AAAA', { id: 5, url: 'https://blog.example/u.png' }]]);
    expect(wordpressBody(html, { filtered: true, images }).leftOut).toEqual([]);
  });

  test('what nobody can load is left out and named', () => {
    expect(wordpressBody('<p>a</p><img src="blob:https://e.example/1">').leftOut).toEqual(['media_unreadable']);
  });
});

describe('tables', () => {
  const table = (inside: string, below = ''): string =>
    `[table {"hasFixedLayout":false}]<figure class="wp-block-table"><table>${inside}</table>${below}</figure>`;

  test.each([
    ['rows', '<table><tr><td>a</td></tr></table>', table('<tbody><tr><td>a</td></tr></tbody>')],
    [
      'sections, headers and alignment',
      '<table><thead><tr><th scope="col">a</th></tr></thead><tr><th scope="row">b</th><td align="right">c</td></tr><tfoot><tr><td align="justify">d</td></tr></tfoot></table>',
      table(
        '<thead><tr><th scope="col">a</th></tr></thead>' +
          '<tbody><tr><th scope="row">b</th><td class="has-text-align-right" data-align="right">c</td></tr></tbody>' +
          '<tfoot><tr><td>d</td></tr></tfoot>',
      ),
    ],
    [
      'several bodies become one: core knows one',
      '<table><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>b</td></tr></tbody></table>',
      table('<tbody><tr><td>a</td></tr><tr><td>b</td></tr></tbody>'),
    ],
    [
      'caption',
      '<table><caption>c</caption><tr><td>a</td></tr></table>',
      table('<tbody><tr><td>a</td></tr></tbody>', '<figcaption class="wp-element-caption">c</figcaption>'),
    ],
    [
      'paragraphs and images in cells',
      `<table><tr><td><p>a</p><p>b</p></td><td>${IMG}</td></tr></table>`,
      table(`<tbody><tr><td>a<br><br>b</td><td>${IMG}</td></tr></tbody>`),
    ],
    [
      'wide and tall cells',
      '<table><tr><td colspan="2" rowspan="1">a</td></tr></table>',
      table('<tbody><tr><td colspan="2">a</td></tr></tbody>'),
    ],
    [
      'more than text in a cell: Custom HTML',
      '<table><tr><td><ul><li>a</li></ul></td></tr></table>',
      '[html]<table><tbody><tr><td><ul><li>a</li></ul></td></tr></tbody></table>',
    ],
  ])('%s', (_name, html, body) => {
    expect(bodyBlocks(html)).toBe(body);
  });

  test('wide cells at a site that nobody asked, whose version may not know them: Custom HTML', () => {
    const html = '<table><tbody><tr><td colspan="2">a</td></tr></tbody></table>';
    expect(bodyBlocks(html, { blocks: null })).toBe(`[html]${html}`);
  });

  test('Custom HTML holds only what the allow-list names, whatever the tree says', () => {
    const cell =
      '<ul></ul><script>1</script><p onclick="x" style="y">a</p><a href="javascript:1">b</a><custom>c</custom>' +
      '<form><textarea>d</textarea></form><iframe srcdoc="x"></iframe>';
    expect(bodyBlocks(`<table><tr><td>${cell}<hr></td></tr></table>`)).toBe(
      '[html]<table><tbody><tr><td><ul></ul><p>a</p>bc<hr></td></tr></tbody></table>',
    );
  });
});

describe('frames', () => {
  test.each([
    ['https://www.youtube.com/embed/dQw4w9WgXcQ?start=3', 'https://www.youtube.com/watch?v=dQw4w9WgXcQ', 'youtube'],
    ['https://www.youtube-nocookie.com/embed/a-_b', 'https://www.youtube.com/watch?v=a-_b', 'youtube'],
    ['https://www.youtube.com/embed/videoseries?list=PL1', 'https://www.youtube.com/playlist?list=PL1', 'youtube'],
    ['https://player.vimeo.com/video/12?color=f', 'https://vimeo.com/12', 'vimeo'],
    ['https://player.vimeo.com/video/12?h=ab3', 'https://vimeo.com/12/ab3', 'vimeo'],
    ['https://www.dailymotion.com/embed/video/x1', 'https://www.dailymotion.com/video/x1', 'dailymotion'],
    ['https://geo.dailymotion.com/player.html?video=x1', 'https://www.dailymotion.com/video/x1', 'dailymotion'],
    ['https://embed.ted.com/talks/lang/de/ann_b', 'https://www.ted.com/talks/ann_b', 'ted'],
    ['https://open.spotify.com/embed/track/1a?x=1', 'https://open.spotify.com/track/1a', 'spotify'],
    [
      'https://w.soundcloud.com/player/?url=https%3A//soundcloud.com/ann/song&x=1',
      'https://soundcloud.com/ann/song',
      'soundcloud',
    ],
    ['https://platform.twitter.com/embed/Tweet.html?dnt=true&id=12', 'https://twitter.com/i/status/12', 'twitter'],
    [
      'https://embed.bsky.app/embed/did:plc:a1/app.bsky.feed.post/3k',
      'https://bsky.app/profile/did:plc:a1/post/3k',
      'bluesky',
    ],
    ['https://www.flickr.com/photos/12@N01/34/player/', 'https://www.flickr.com/photos/12@N01/34', 'flickr'],
  ])('%s is an embed', (src, url, slug) => {
    const body = bodyBlocks(`<iframe src="${src.replace('&', '&amp;')}"></iframe>`, { filtered: true });
    expect(body).toMatch(/^\[embed /);
    expect(body).toContain(`"url":"${url}"`);
    expect(body).toContain(`wp-block-embed-${slug}"><div class="wp-block-embed__wrapper">\n${url}\n</div></figure>`);
  });

  test('an embed in full, with its caption', () => {
    const src = 'https://www.youtube.com/embed/a1';
    expect(bodyBlocks(`<figure><iframe src="${src}"></iframe><figcaption>c</figcaption></figure>`)).toBe(
      '[embed {"url":"https://www.youtube.com/watch?v=a1","type":"video","providerNameSlug":"youtube","responsive":true}]' +
        '<figure class="wp-block-embed is-type-video is-provider-youtube wp-block-embed-youtube">' +
        '<div class="wp-block-embed__wrapper">\nhttps://www.youtube.com/watch?v=a1\n</div>' +
        '<figcaption class="wp-element-caption">c</figcaption></figure>',
    );
  });

  test('of other services are Custom HTML; an author has a link, since the filter takes frames out', () => {
    const html = '<figure><iframe src="https://e.example/x" title="T"></iframe><figcaption>c</figcaption></figure>';
    expect(bodyBlocks(html)).toBe(
      '[html]<figure><iframe src="https://e.example/x" title="T" allowfullscreen></iframe><figcaption>c</figcaption></figure>',
    );
    expect(bodyBlocks(html, { filtered: true })).toBe(
      '[paragraph]<p><a href="https://e.example/x">T</a></p>[paragraph]<p>c</p>',
    );
  });

  test('an address that only looks like one of theirs is no embed', () => {
    expect(bodyBlocks('<iframe src="https://e.example/?//www.youtube.com/embed/a1"></iframe>')).toMatch(/^\[html\]/);
  });
});

test('video and audio', () => {
  expect(
    bodyBlocks(
      '<figure><video src="https://e.example/v.mp4" poster="https://e.example/p.png" width="9"></video><figcaption>c</figcaption></figure>',
    ),
  ).toBe(
    '[video]<figure class="wp-block-video"><video controls src="https://e.example/v.mp4" poster="https://e.example/p.png"></video>' +
      '<figcaption class="wp-element-caption">c</figcaption></figure>',
  );
  expect(bodyBlocks('<audio src="https://e.example/a.mp3"></audio>')).toBe(
    '[audio]<figure class="wp-block-audio"><audio controls src="https://e.example/a.mp3"></audio></figure>',
  );
});

describe('foldable details', () => {
  const html = '<details open><summary>S <em>T</em></summary><p>a</p></details>';

  test('are a block where the site has it', () => {
    expect(bodyBlocks(html)).toBe(
      '[details {"showContent":true}]<details class="wp-block-details" open><summary>S <em>T</em></summary>' +
        '[paragraph]<p>a</p></details>[/details]',
    );
  });

  test.each([
    ['at an older site', html, null],
    ['without a summary, which core would call "Details"', '<details><p>a</p></details>', undefined],
  ])('are Custom HTML %s', (_name, given, blocks) => {
    expect(bodyBlocks(given, blocks === undefined ? {} : { blocks })).toBe(`[html]${given}`);
  });
});

describe('formulas', () => {
  const tex = '<annotation encoding="application/x-tex">x^2</annotation>';
  const math = `<math><semantics><msup><mi>x</mi><mn>2</mn></msup>${tex}</semantics></math>`;
  const inside = math.slice('<math>'.length, -'</math>'.length);

  test('alone: core’s block', () => {
    expect(bodyBlocks(`<p>${math}</p>`)).toBe(
      `[math {"latex":"x^2"}]<math class="wp-block-math" display="block">${inside}</math>`,
    );
  });

  test('in a sentence: core’s format', () => {
    expect(bodyBlocks(`<p>a ${math} b</p>`)).toBe(`[paragraph]<p>a <math data-latex="x^2">${inside}</math> b</p>`);
  });

  test('without TeX: Custom HTML, since core’s block is made of TeX', () => {
    expect(bodyBlocks('<p><math><mi>x</mi></math></p>')).toBe('[html]<math><mi>x</mi></math>');
  });

  test('at a site whose editor knows none: Custom HTML', () => {
    expect(bodyBlocks(`<p>${math}</p><p>a ${math} b</p>`, { blocks: null })).toBe(
      `[html]${math}[html]<p>a ${math} b</p>`,
    );
  });

  test('by an author where the filter takes MathML out: the source as code, said once', () => {
    for (const blocks of [null, new Set(['core/math'])]) {
      expect(bodyBlocks(`<p>a ${math} b</p>`, { blocks, filtered: true })).toBe(
        '[paragraph]<p>a <code>x^2</code> b</p>',
      );
    }
    expect(bodyBlocks('<p><math><mi>x</mi><mo>=</mo></math></p>', { blocks: null, filtered: true })).toBe(
      '[paragraph]<p><code>x=</code></p>',
    );
  });

  test('by an author whose TeX the filter would escape: Custom HTML', () => {
    const less = math.replaceAll('x^2', 'x &lt; 2');
    expect(bodyBlocks(`<p>${less}</p>`, { filtered: true })).toMatch(/^\[html\]<math data-latex/);
    expect(bodyBlocks(`<p>${less}</p>`)).toMatch(/^\[math /);
  });
});
