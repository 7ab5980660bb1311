import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { EntryView, OpenDraft, PopupView } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { openOptions } from '../platform/pages.ts';
import { onChange } from '../ui/changes.ts';
import { curePlace } from '../ui/cure-place.ts';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { type DeliveryAction, isMoving } from './delivery.ts';
import { Editor } from './editor.tsx';
import { Empty } from './empty.tsx';
import { Recent } from './recent.tsx';
import { Result } from './result.tsx';

export function App({ tabId, first }: { tabId: number; first: PopupView }) {
  const [view, setView] = useState(first);
  /** The delivery in view: the one just sent, or an unfinished one this tab came back to. */
  const [watched, setWatched] = useState<EntryView | null>(() => unfinished(first.open));
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const openId = watched?.id ?? view.open?.entry.id ?? null;
  const openIdRef = useRef(openId);
  const asked = useRef(0);
  const answered = useRef(0);
  openIdRef.current = openId;

  useLayoutEffect(() => {
    const stop = onChange(() => void refresh());
    // What came to its end before we listened was told to nobody here.
    const known = first.open === null ? first.recent : [first.open.entry, ...first.recent];
    if (known.some(isMoving)) void refresh();
    return stop;
  }, []);

  async function refresh(): Promise<void> {
    const entryId = openIdRef.current;
    asked.current += 1;
    const number = asked.current;
    try {
      const next = await send('popup.state', { entryId });
      // Someone may have moved on while the answer was under way, or a later one may have overtaken it.
      if (openIdRef.current !== entryId || number < answered.current) return;
      answered.current = number;
      setView((old) => ({ ...next, open: sameOpen(old.open, next.open), noClip: next.noClip ?? old.noClip }));
      setWatched((old) => (old === null ? unfinished(next.open) : (find(next, old.id) ?? old)));
    } catch {
      // The view stays as it is; the next change is read again.
    }
  }

  function edit(open: OpenDraft): void {
    setView((old) => ({
      ...old,
      open,
      noClip: null,
      recent: old.recent.filter((entry) => entry.id !== open.entry.id),
    }));
    setWatched(null);
  }

  async function act(entry: EntryView, action: DeliveryAction): Promise<void> {
    setFailure(null);
    try {
      if (action === 'edit') edit(await send('draft.reopen', { entryId: entry.id }));
      else if (action === 'retry' || action === 'undo') replace(await send(`outbox.${action}`, { entryId: entry.id }));
      else if (action !== 'open') await openOptions(curePlace(entry));
    } catch (thrown) {
      setFailure(toErrorView(thrown));
    }
  }

  function replace(entry: EntryView): void {
    setWatched((old) => (old?.id === entry.id ? entry : old));
    setView((old) => ({ ...old, recent: old.recent.map((one) => (one.id === entry.id ? entry : one)) }));
  }

  const recent = view.recent.filter((entry) => entry.id !== openId && entry.state !== 'editing');
  const rest = (
    <>
      {failure && <Notice tone="error">{errorText(failure)}</Notice>}
      <Recent entries={recent} accounts={view.accounts} onAction={act} />
    </>
  );

  if (watched) return <Result entry={watched} accounts={view.accounts} onAction={act} rest={rest} />;
  if (!view.open) return <Empty reason={view.noClip ?? 'nothing_selected'} tabId={tabId} onClip={edit} rest={rest} />;
  return (
    <Editor
      key={view.open.entry.id}
      open={view.open}
      accounts={view.accounts}
      settings={view.settings}
      onSent={setWatched}
      rest={rest}
    />
  );
}

/**
 * While a draft is edited here, what is typed leads: its own saved edits coming back change nothing on the page. News of
 * its images do.
 */
function sameOpen(old: OpenDraft | null, next: OpenDraft | null): OpenDraft | null {
  if (old === null || next === null || old.entry.id !== next.entry.id || next.entry.state !== 'editing') return next;
  const told = ({ entry }: OpenDraft): string => JSON.stringify(entry.images);
  return told(old) === told(next)
    ? old
    : { ...old, entry: next.entry, draft: { ...old.draft, images: next.draft.images } };
}

function unfinished(open: OpenDraft | null): EntryView | null {
  return open !== null && open.entry.state !== 'editing' ? open.entry : null;
}

function find(view: PopupView, id: string): EntryView | undefined {
  return view.open?.entry.id === id ? view.open.entry : view.recent.find((entry) => entry.id === id);
}
