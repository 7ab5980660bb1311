/** What a clip can be written as. A destination adds its own body here. */
import texts from '../../public/_locales/en/messages.json' with { type: 'json' };
import type { Clip } from '../../src/clip/clip.ts';
import { renderGhostBody } from '../../src/destinations/ghost/body.ts';
import { presetOf } from '../../src/destinations/github/presets.ts';
import { previewGitHub } from '../../src/destinations/github/preview.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { renderWordPressBody, type WordPressBodyOptions } from '../../src/destinations/wordpress/body.ts';
import { composeDraft } from '../../src/draft/compose.ts';
import type { DeliveryWords } from '../../src/draft/draft.ts';
import { toHtml } from '../../src/draft/html.ts';
import { renderMarkdown } from '../../src/draft/markdown.ts';
import { draftSections } from '../../src/draft/sections.ts';
import { toText } from '../../src/draft/text.ts';

interface Renderer {
  extension: string;
  render(clip: Clip, quote: boolean, words: DeliveryWords): string;
}

/** What anybody gets who may write what they like, on any version from 6.1 on, with all images linked. */
const AS_EDITOR: WordPressBodyOptions = { images: new Map(), filtered: false, blocks: null };

/** As a new account has them that goes into the repository of a Jekyll site, with all images linked. */
const INTO_JEKYLL: GitHubSettings = {
  ...{ installation: null, repository: null, branch: 'main', delivery: 'pull_request', hidesDrafts: false },
  ...{ layout: presetOf('jekyll', 'pull_request'), images: 'link' },
};
/** As the time of a clip here: two runs can be compared. */
const FIXED_CLOCK = { now: () => 0 };

export const FORMATS = {
  json: { extension: '.json', render: (clip) => JSON.stringify(clip, null, 2) },
  html: { extension: '.html', render: (clip, quote, words) => toHtml(contentOf(clip, quote, words)) },
  ghost: {
    extension: '.ghost.html',
    render: (clip, quote, words) => renderGhostBody(draftOf(clip, quote), words).html,
  },
  wordpress: {
    extension: '.wordpress.html',
    render: (clip, quote, words) => renderWordPressBody(draftOf(clip, quote), AS_EDITOR, words).content,
  },
  contentjet: {
    extension: '.contentjet.md',
    render: (clip, quote, words) => renderMarkdown(draftOf(clip, quote), { images: new Map() }, words).markdown,
  },
  github: {
    extension: '.github.md',
    render: (clip, quote, words) => previewGitHub(draftOf(clip, quote), INTO_JEKYLL, FIXED_CLOCK, words).text.trimEnd(),
  },
  text: { extension: '.txt', render: (clip, quote, words) => toText(contentOf(clip, quote, words)) },
} as const satisfies Record<string, Renderer>;

export type Format = keyof typeof FORMATS;

export function isFormat(name: string): name is Format {
  return Object.hasOwn(FORMATS, name);
}

const draftOf = (clip: Clip, quote: boolean) => composeDraft(clip, { quote }, 'draft');

function contentOf(clip: Clip, quote: boolean, words: DeliveryWords) {
  return draftSections(draftOf(clip, quote), words).flatMap((section) => section.content);
}

/** The words that a body holds, in English. */
export const ENGLISH: DeliveryWords = {
  ...{ source: texts.source.message, untitled: texts.untitled.message },
  ...{ draft: texts.draft_in_commit.message, pullRequest: texts.draft_in_pull_request.message },
};
