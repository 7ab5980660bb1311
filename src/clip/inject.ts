/**
 * The injected script: one classic script, loaded on demand under activeTab. It puts exactly one function on the
 * isolated world's global, which the page does not see, and does nothing else until that function is called.
 */
import { CAPS } from './allow-list.ts';
import { capture, sourceOnly } from './capture.ts';
import type { Captured, CaptureRequest, ClipSource } from './clip.ts';
import { paragraphs } from './plain-text.ts';

const EMPTY_SOURCE: ClipSource = {
  url: null,
  fragmentUrl: null,
  canonicalUrl: null,
  title: '',
  siteName: null,
  author: null,
  publishedAt: null,
  lang: null,
  dir: null,
};

/** Plain JSON, whatever the page does: a page on which the walk fails gives its selection's text. */
function captureSafely(request: CaptureRequest): Captured {
  try {
    return capture(request, document);
  } catch {
    return captureText(request);
  }
}

function captureText(request: CaptureRequest): Captured {
  const source = safely(() => sourceOnly(document)) ?? EMPTY_SOURCE;
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
