import { describe, expect, test } from 'vitest';
import { bodyBlocks, wordpressBody } from '../../../../test/fixtures/wordpress-body.ts';

const IMG = '<img src="https://e.example/a.png" alt="A">';

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
