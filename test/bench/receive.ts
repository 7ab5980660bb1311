/** What the background does with a clip that comes from a page, for the bench: parse, check, write as html. */
import { acceptClip } from '../../src/clip/accept.ts';
import { toHtml } from '../../src/draft/html.ts';

declare global {
  var __receive: (json: string) => string;
}

globalThis.__receive = (json) => {
  const accepted = acceptClip(JSON.parse(json), { id: 'bench', capturedAt: '1970-01-01T00:00:00.000Z' });
  if (!accepted.found) throw new Error('The clip was not accepted.');
  return toHtml(accepted.clip.content);
};
