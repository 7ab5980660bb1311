/**
 * Plain text where WordPress reads HTML (titles, excerpts, names, captions): without this an author's `<div>` is taken
 * away and an administrator's is a tag (recorded). A lone `&` is left as people write it.
 */
export const escapeText = (text: string): string =>
  text
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
