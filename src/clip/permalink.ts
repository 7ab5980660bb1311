import { attribute, contains, find, findAll, nearest } from './dom.ts';

/** How the sites whose pages are streams mark one post and its own address. The address must stand inside the post. */
interface Site {
  host: RegExp;
  post: string;
  link: string;
}

const SITES: readonly Site[] = [
  { host: /^(?:www\.|mobile\.)?(?:x|twitter)\.com$/, post: 'article', link: 'a[href*="/status/"]:has(time)' },
  {
    host: /(?:^|\.)bsky\.app$/,
    post: '[data-testid^="feedItem"], [data-testid^="postThreadItem"]',
    link: 'a[href*="/post/"]',
  },
  {
    host: /(?:^|\.)facebook\.com$/,
    post: '[role="article"]',
    link: 'a[href*="/posts/"], a[href*="/permalink"], a[href*="story_fbid="], a[href*="/videos/"], a[href*="/photos/"]',
  },
  { host: /(?:^|\.)reddit\.com$/, post: 'shreddit-post, shreddit-comment, .thing', link: 'a[href*="/comments/"]' },
  {
    host: /(?:^|\.)tumblr\.com$/,
    post: 'article',
    link: 'a[href*="/post/"], a[href*="tumblr.com/"][role="link"]:has(time)',
  },
  { host: /(?:^|\.)threads\.(?:net|com)$/, post: '[data-pressable-container]', link: 'a[href*="/post/"]:has(time)' },
];

/** Mastodon and its kin live on hosts of their own: known by their markup. Then any article with a marked time. */
const GENERIC_POSTS = ['article', '[role="article"]', '.h-entry', '.status', '.hentry'];
const GENERIC_POST = GENERIC_POSTS.join();
const GENERIC_LINKS = [
  'a.u-url',
  'a[rel~="bookmark"]',
  'a.status__relative-time, a.detailed-status__datetime',
  'a[href]:has(> time)',
  'time > a[href]',
  'a[href]:has(time)',
];

/**
 * The address of the post in which the passage stands, where the page is a stream of posts; null on an ordinary page.
 * Absolute, as the page gives it: it is checked and cleaned like the page's own.
 */
export function nearestPermalink(anchor: Element, page: URL): string | null {
  if (page.hostname === 'news.ycombinator.com') return hackerNews(anchor);
  if (/(?:^|\.)linkedin\.com$/.test(page.hostname)) return linkedIn(anchor);
  const site = SITES.find(({ host }) => host.test(page.hostname));
  if (site !== undefined) {
    const post = nearest(anchor, site.post);
    if (post === null) return null;
    return stated(post, page) ?? firstLink(post, [site.link], page);
  }
  const post = nearest(anchor, GENERIC_POST);
  if (post === null || isOnlyPost(post)) return null;
  return firstLink(post, GENERIC_LINKS, page);
}

/** Reddit writes it on the element itself. */
function stated(post: Element, page: URL): string | null {
  const path = attribute(post, 'permalink') ?? attribute(post, 'data-permalink');
  return path === null ? null : sameSite(path, page);
}

function firstLink(post: Element, selectors: readonly string[], page: URL): string | null {
  for (const selector of selectors) {
    const link = find(post, selector);
    const href = link === null ? null : attribute(link, 'href');
    const url = href === null ? null : sameSite(href, page);
    if (url !== null) return url;
  }
  return null;
}

function sameSite(href: string, page: URL): string | null {
  const url = URL.parse(href, page);
  return url !== null && url.hostname === page.hostname && url.pathname !== '/' ? url.href : null;
}

/** One article on its own page: the page's address is the article's. */
function isOnlyPost(post: Element): boolean {
  const body = nearest(post, 'body');
  if (body === null) return true;
  // One by one: a browser looks through a page for a list of selectors several times slower than for each alone.
  for (const selector of GENERIC_POSTS) {
    for (const candidate of findAll(body, selector)) {
      if (!contains(post, candidate) && !contains(candidate, post)) return false;
    }
  }
  return true;
}

function hackerNews(anchor: Element): string | null {
  const row = nearest(anchor, 'tr.athing');
  const id = row === null ? null : attribute(row, 'id');
  return id !== null && /^\d+$/.test(id) ? `https://news.ycombinator.com/item?id=${id}` : null;
}

function linkedIn(anchor: Element): string | null {
  const post = nearest(anchor, '[data-urn^="urn:li:activity:"], [data-id^="urn:li:activity:"]');
  const urn = post === null ? null : (attribute(post, 'data-urn') ?? attribute(post, 'data-id'));
  return urn !== null && /^urn:li:activity:\d+$/.test(urn) ? `https://www.linkedin.com/feed/update/${urn}/` : null;
}
