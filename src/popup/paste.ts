import type { Captured, CaptureRequest } from '../clip/clip.ts';
import type { OpenDraft } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { extensionUrl } from '../platform/runtime.ts';

/**
 * What was pasted becomes the open draft of this tab, by the same walk as a page's selection. Null where nothing usable
 * was pasted. Rejects where the walk can't be loaded.
 */
export async function takePaste(tabId: number, html: string, text: string): Promise<OpenDraft | null> {
  const capture = await loadCapture();
  const captured = await capture({ kind: 'paste', html, text });
  return captured.found ? send('popup.paste', { tabId, captured }) : null;
}

type Capture = (request: CaptureRequest) => Captured | Promise<Captured>;
const isCapture = (value: unknown): value is Capture => typeof value === 'function';

/** The injected script, taken only when somebody pastes: the popup opens without its weight, and it ships once. */
async function loadCapture(): Promise<Capture> {
  const script = document.createElement('script');
  script.src = extensionUrl('capture.js');
  await new Promise((resolve, reject) => {
    script.addEventListener('load', resolve);
    script.addEventListener('error', () => reject(new Error('capture.js is missing')));
    document.head.append(script);
  });
  const capture: unknown = Reflect.get(globalThis, '__clipdraftCapture');
  if (!isCapture(capture)) throw new Error('capture.js gave no function');
  return capture;
}
