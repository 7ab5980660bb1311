import { text } from '../../../draft/tree.ts';
import { type Block, block, styled } from './block.ts';

type Service = readonly [frame: RegExp, address: string, slug: string, type: 'video' | 'rich'];

/** Frames of services whose addresses core turns into embeds, and the address each is known by. */
const SERVICES: readonly Service[] = [
  [
    /\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/videoseries\?(?:.*&)?list=([\w-]+)/,
    'https://www.youtube.com/playlist?list=$1',
    'youtube',
    'video',
  ],
  [
    /\/\/(?:www\.)?youtube(?:-nocookie)?\.com\/embed\/([\w-]+)/,
    'https://www.youtube.com/watch?v=$1',
    'youtube',
    'video',
  ],
  [/\/\/player\.vimeo\.com\/video\/(\d+)\?(?:.*&)?h=(\w+)/, 'https://vimeo.com/$1/$2', 'vimeo', 'video'],
  [/\/\/player\.vimeo\.com\/video\/(\d+)/, 'https://vimeo.com/$1', 'vimeo', 'video'],
  [
    /\/\/(?:www|geo)\.dailymotion\.com\/(?:embed\/video\/|player.*[?&]video=)(\w+)/,
    'https://www.dailymotion.com/video/$1',
    'dailymotion',
    'video',
  ],
  [/\/\/embed(?:-ssl)?\.ted\.com\/talks\/(?:lang\/[\w-]+\/)?([\w-]+)/, 'https://www.ted.com/talks/$1', 'ted', 'video'],
  [/\/\/open\.spotify\.com\/embed\/(\w+)\/(\w+)/, 'https://open.spotify.com/$1/$2', 'spotify', 'rich'],
  [
    /\/\/w\.soundcloud\.com\/player\/\?(?:.*&)?url=https(?::|%3A)(?:\/|%2F){2}soundcloud\.com(?:\/|%2F)([\w-]+)(?:\/|%2F)([\w-]+)/i,
    'https://soundcloud.com/$1/$2',
    'soundcloud',
    'rich',
  ],
  [
    /\/\/platform\.(?:twitter|x)\.com\/embed\/Tweet\.html\?(?:.*&)?id=(\d+)/,
    'https://twitter.com/i/status/$1',
    'twitter',
    'rich',
  ],
  [
    /\/\/embed\.bsky\.app\/embed\/([\w:.-]+)\/app\.bsky\.feed\.post\/(\w+)/,
    'https://bsky.app/profile/$1/post/$2',
    'bluesky',
    'rich',
  ],
  [
    /\/\/(?:www|embedr)\.flickr\.com\/photos\/([\w@-]+)\/(\d+)/,
    'https://www.flickr.com/photos/$1/$2',
    'flickr',
    'rich',
  ],
];

/** The embed block for a frame's address; null where core knows no service there. */
export function embedOf(src: string): Block | null {
  for (const [frame, address, slug, type] of SERVICES) {
    const found = new RegExp(`^https?:${frame.source}`, frame.flags).exec(src);
    if (found === null) continue;
    const url = address.replace(/\$(\d)/g, (_all, group) => found[Number(group)] ?? '');
    const classes = `wp-block-embed is-type-${type} is-provider-${slug} wp-block-embed-${slug}`;
    const node = styled('figure', classes, [styled('div', 'wp-block-embed__wrapper', [text(`\n${url}\n`)])]);
    return block('embed', { url, type, providerNameSlug: slug, responsive: true }, node);
  }
  return null;
}
