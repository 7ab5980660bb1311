/** From a tab to a Clip: the injected walk where the browser lets us, else what the menu itself says. */
import { type Accepted, acceptClip, clipFromImage, clipFromLink, clipFromText } from '../clip/accept.ts';
import type { CaptureRequest, Clip } from '../clip/clip.ts';
import type { Clock, Random } from '../core/ports.ts';
import type { NoClip } from '../messages/contract.ts';
import type { MenuClick } from '../platform/menus.ts';
import type { Injected, PageFrame } from '../platform/scripting.ts';
import type { TabInfo } from '../platform/tabs.ts';
import type { ClipContext } from './menu-items.ts';

export interface CaptureDeps {
  inject(tabId: number, frameId: number, request: CaptureRequest): Promise<Injected>;
  clock: Clock;
  random: Random;
}

/** `page`: where the clip's images may be read; null where it came from the menu's words alone. */
export type Capture = { clip: Clip; page: PageFrame | null } | { clip: null; reason: NoClip };

export interface Capturer {
  /** The selection of the tab's page. */
  fromTab(tab: TabInfo): Promise<Capture>;
  /** What was right-clicked. It always yields a clip: the menu showed because there was something. */
  fromMenu(click: MenuClick, context: ClipContext, tab: TabInfo): Promise<Capture>;
  /** What a page of ours walked (a paste): as untrusted as a web page's. */
  accept(captured: unknown): Accepted;
}

export function createCapturer({ inject, clock, random }: CaptureDeps): Capturer {
  const meta = () => ({ id: random.uuid(), capturedAt: new Date(clock.now()).toISOString() });

  async function walk(tabId: number, frameId: number, request: CaptureRequest): Promise<Capture> {
    const injected = await inject(tabId, frameId, request);
    if (!injected.ok) return { clip: null, reason: injected.reason };
    const accepted = acceptClip(injected.captured, meta());
    return accepted.found
      ? { clip: accepted.clip, page: { tabId, frameId } }
      : { clip: null, reason: 'nothing_selected' };
  }

  return {
    accept: (captured) => acceptClip(captured, meta()),

    fromTab: (tab) => walk(tab.id, 0, { kind: 'selection' }),

    async fromMenu(click, context, tab) {
      // What the walk made can be refused (a hostile page, a selection beyond all caps): the menu's text still stands.
      const walked = await walk(tab.id, click.frameId, requestFor(click, context)).catch((error: unknown) => {
        if (click.selectionText === null && click.linkUrl === null && click.srcUrl === null) throw error;
        return { clip: null, reason: 'unreadable_page' } as const;
      });
      if (walked.clip !== null) return walked;
      const from = { url: click.pageUrl ?? tab.url, title: tab.title ?? '' };
      if (context === 'link' && click.linkUrl !== null) {
        const text = click.linkText ?? click.selectionText ?? '';
        return { clip: clipFromLink({ ...from, linkUrl: click.linkUrl, text, notes: [] }, meta()), page: null };
      }
      if (context === 'image' && click.srcUrl !== null) {
        return { clip: clipFromImage({ ...from, srcUrl: click.srcUrl, notes: [] }, meta()), page: null };
      }
      if (click.selectionText === null || click.selectionText.trim() === '') return walked;
      const clip = clipFromText({ ...from, text: click.selectionText, notes: ['formatting_missing'] }, meta());
      return { clip, page: null };
    },
  };
}

function requestFor(click: MenuClick, context: ClipContext): CaptureRequest {
  if (context === 'link' && click.linkUrl !== null) {
    return { kind: 'link', url: click.linkUrl, text: click.linkText ?? click.selectionText ?? '' };
  }
  if (context === 'image' && click.srcUrl !== null) return { kind: 'image', url: click.srcUrl };
  return { kind: 'selection' };
}
