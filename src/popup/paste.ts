import type { OpenDraft } from '../messages/contract.ts';
import { send } from '../messages/send.ts';

/**
 * What was pasted becomes the open draft of this tab, by the same walk as a page's selection: the html is parsed into
 * an inert document (DOMParser runs no script and loads nothing). Null where nothing usable was pasted.
 */
export async function takePaste(tabId: number, html: string, text: string): Promise<OpenDraft | null> {
  const { capturePasted } = await import('../clip/paste.ts');
  const captured = capturePasted(html, text, (markup) => new DOMParser().parseFromString(markup, 'text/html'));
  return captured.found ? send('popup.paste', { tabId, captured }) : null;
}
