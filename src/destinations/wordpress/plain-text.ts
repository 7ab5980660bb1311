/**
 * Plain text where WordPress reads HTML (titles, excerpts, names, captions): without this an author's `<div>` is taken
 * away and an administrator's is a tag (recorded). A lone `&` is left as people write it; the block editor reads some
 * references without their semicolon, as browsers do: `?a=1&copy=2`.
 */
export const escapeText = (text: string): string =>
  text
    .replace(/&(?=#\w|\w\w)/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;');
