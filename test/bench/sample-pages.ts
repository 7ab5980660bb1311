/**
 * Article-like pages for the bench, the same at every run: prose, a reference with tables and code, a discussion, a
 * news page with much around the article, and right-to-left text. A few hundred kilobytes each, made when needed.
 */

/** A page's html by its path. */
export function samplePages(): Record<string, string> {
  return {
    '/essay.html': page('An essay on walls', 'en', 'ltr', essay(randomFrom(1), 160)),
    '/reference.html': page('Reference of the loom', 'en', 'ltr', reference(randomFrom(2), 40)),
    '/discussion.html': page('How do you store bulbs? (42)', 'en', 'ltr', discussion(randomFrom(3), 70)),
    '/news.html': page('Harbour reopens | The Pier', 'en', 'ltr', news(randomFrom(4), 60)),
    '/shelf.html': page('A shelf of small notes', 'en', 'ltr', shelf(randomFrom(5), 220)),
    '/rtl.html': page('على الرصيف', 'ar', 'rtl', essay(randomFrom(6), 120, ARABIC)),
  };
}

const ENGLISH =
  'water stone garden early road letter window market winter bridge slow paper under morning river quiet hand tower salt field narrow copper evening house bread long open little ship wood north after between carried'.split(
    ' ',
  );
const ARABIC = 'ماء حجر حديقة طريق رسالة نافذة سوق شتاء جسر ورق صباح نهر يد برج ملح حقل مساء بيت خبز سفينة'.split(' ');

type Random = () => number;

/** Mulberry32: small, and the same numbers everywhere. */
function randomFrom(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function words(random: Random, count: number, vocabulary: readonly string[] = ENGLISH): string {
  return Array.from({ length: count }, () => vocabulary[Math.floor(random() * vocabulary.length)]).join(' ');
}

const times = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('\n');

/** A sentence or two with the inline marks that articles have. */
function prose(random: Random, vocabulary: readonly string[] = ENGLISH): string {
  const some = (low: number, more: number): string => words(random, low + Math.floor(random() * more), vocabulary);
  const mark = ['em', 'strong', 'code', 'i', 'b', 'sub', 'cite'][Math.floor(random() * 7)];
  const link = `<a class="ref" href="/wiki/${Math.floor(random() * 900)}?utm_source=feed#s">${some(2, 3)}</a>`;
  return `${some(12, 20)}, <${mark}>${some(1, 3)}</${mark}> ${some(8, 12)} ${link} ${some(10, 25)}.`;
}

const paragraph = (random: Random, vocabulary?: readonly string[]): string =>
  `<p class="text" data-n="${Math.floor(random() * 1e6)}">${prose(random, vocabulary)}</p>`;

function essay(random: Random, paragraphs: number, vocabulary: readonly string[] = ENGLISH): string {
  return times(paragraphs, (index) => {
    const heading = index % 9 === 0 ? `<h2 id="s${index}">${words(random, 4, vocabulary)}</h2>` : '';
    const figure =
      index % 14 === 3
        ? `<figure><img loading="lazy" width="640" height="360" alt="${words(random, 3, vocabulary)}" src="/picture-${index}.svg"><figcaption>${words(random, 8, vocabulary)}</figcaption></figure>`
        : '';
    const quote = index % 17 === 5 ? `<blockquote>${paragraph(random, vocabulary)}</blockquote>` : '';
    return heading + figure + quote + paragraph(random, vocabulary);
  });
}

function reference(random: Random, sections: number): string {
  return times(sections, (index) => {
    const row = (cell: string): string => `<tr>${times(5, () => `<${cell}>${words(random, 3)}</${cell}>`)}</tr>`;
    const code = times(
      14,
      () => `<span class="k">const</span> ${words(random, 1)} = <span class="s">"${words(random, 2)}"</span>;`,
    );
    return `<h3>${words(random, 3)}</h3>${paragraph(random)}
      <table><thead>${row('th')}</thead><tbody>${times(8, () => row('td'))}</tbody></table>
      <div class="highlight language-js"><pre><code class="language-js">${code}</code></pre></div>
      <dl>${times(4, () => `<dt><code>${words(random, 1)}-${index}</code></dt><dd>${prose(random)}</dd>`)}</dl>`;
  });
}

function discussion(random: Random, comments: number): string {
  const reply = (depth: number): string =>
    `<li class="comment"><div class="by"><a href="/u/${Math.floor(random() * 99)}">${words(random, 1)}</a> <time datetime="2024-05-0${1 + depth}">${depth} h</time></div>
     <div class="md">${paragraph(random)}<blockquote><p>${words(random, 15)}</p></blockquote>${paragraph(random)}</div>
     <button type="button">Reply</button>${depth < 3 ? `<ul>${times(1 + Math.floor(random() * 2), () => reply(depth + 1))}</ul>` : ''}</li>`;
  return `<ol class="thread">${times(comments / 4, () => reply(0))}</ol>`;
}

/** Much that nobody reads around what somebody does: menus, hidden panels, scripts, forms. */
function news(random: Random, stories: number): string {
  const menu = `<nav><ul>${times(30, (index) => `<li><a href="/c/${index}">${words(random, 2)}</a></li>`)}</ul></nav>`;
  const hidden = `<div style="display:none">${times(40, () => paragraph(random))}</div>`;
  const form = '<form><label>Mail <input name="mail"></label><button>Go</button></form><script>window.n=1</script>';
  const story = (index: number): string =>
    `<article><h2><a href="/s/${index}">${words(random, 6)}</a></h2><img alt="" src="/t-${index}.svg">${paragraph(random)}${paragraph(random)}<aside hidden>${words(random, 30)}</aside></article>`;
  return `${menu}${hidden}${form}<main>${times(stories, story)}</main>${menu}`;
}

/** Deep wrappers around little text, as frameworks make them. */
function shelf(random: Random, cards: number): string {
  const wrap = (inner: string, depth: number): string =>
    depth === 0 ? inner : `<div class="c${depth} flex p-${depth}"><span>${wrap(inner, depth - 1)}</span></div>`;
  return `<div class="grid">${times(cards, () => wrap(`<b>${words(random, 3)}</b> <span>${prose(random)}</span>`, 5))}</div>`;
}

function page(title: string, lang: string, dir: string, body: string): string {
  return `<!doctype html><html lang="${lang}" dir="${dir}"><head><meta charset="utf-8"><title>${title}</title>
    <meta name="author" content="A. Writer"><meta property="og:site_name" content="The Pier">
    <style>body{max-width:70ch;margin:auto;font:16px/1.5 serif}.c3{padding:2px}.k{color:#808}.s{color:#080}</style></head>
    <body><h1>${title}</h1>${body}</body></html>`;
}
