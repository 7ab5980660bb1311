/**
 * The injected script: one classic script, loaded on demand under activeTab. It puts exactly one function on the
 * isolated world's global, which the page does not see, and does nothing else until that function is called. The popup
 * loads the same script for what is pasted.
 */
import { CAPS } from './allow-list.ts';
import { capture, sourceOnly } from './capture.ts';
import type { Captured, CaptureRequest } from './clip.ts';
import { capturePasted } from './paste.ts';
import { paragraphs } from './plain-text.ts';

/** Plain JSON, whatever the page does: a page on which the walk fails gives its selection's text. */
function captureSafely(request: CaptureRequest): Captured {
  try {
    return request.kind === 'paste' ? paste(request.html, request.text) : capture(request, document);
  } catch {
    return captureText(request);
  }
}

/** An inert document: no script runs in it, nothing is loaded. */
function paste(html: string, text: string): Captured {
  return capturePasted(html, text, (markup) => new DOMParser().parseFromString(markup, 'text/html'));
}

function captureText(request: CaptureRequest): Captured {
  if (request.kind === 'paste') return paste('', request.text);
  const source = safely(() => sourceOnly(document));
  const text = request.kind === 'selection' ? (safely(() => String(getSelection())) ?? '') : '';
  if (text.trim() === '') return { found: false, source };
  const notes = [{ code: 'formatting_missing' as const, count: 1 }];
  return { found: true, kind: 'selection', source, content: paragraphs(text.slice(0, CAPS.text)), notes };
}

function safely<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

Object.defineProperty(globalThis, '__clipdraftCapture', { value: captureSafely, configurable: true });
