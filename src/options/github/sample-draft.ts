import type { ElementContent } from 'hast';
import type { Draft } from '../../draft/draft.ts';
import { t } from '../../ui/t.ts';

const element = (
  tagName: string,
  children: ElementContent[],
  properties: Record<string, string> = {},
): ElementContent => ({
  ...{ type: 'element', tagName, properties, children },
});
const text = (value: string): ElementContent => ({ type: 'text', value });

const IMAGE = 'https://example.com/picture.jpg';

/** A clip as the person may make one, to show how it would stand in their repository. */
export function sampleDraft(): Draft {
  const title = t('sample_title');
  return {
    ...{ v: 1, id: 'sample', title, note: t('sample_note'), quote: true, canonical: false },
    images: [{ id: 'sample', originalUrl: IMAGE, alt: t('sample_image'), state: 'stored', blobId: 'sample' }],
    ...{ excerpt: t('sample_excerpt'), tags: t('sample_tags').split(/[,،、]\s*/) },
    passages: [
      {
        ...{ v: 1, id: 'sample', kind: 'selection', capturedAt: '2026-01-01T00:00:00.000Z', notes: [] },
        source: {
          ...{ url: 'https://example.com/article', fragmentUrl: null, canonicalUrl: null },
          ...{ title, siteName: null, author: null, publishedAt: null, lang: null, dir: null },
        },
        content: {
          type: 'root',
          children: [
            element('p', [text(t('sample_passage'))]),
            element('p', [element('img', [], { src: IMAGE, alt: t('sample_image') })]),
          ],
        },
      },
    ],
  };
}
