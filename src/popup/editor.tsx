import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { DraftOptions } from '../destinations/destination.ts';
import type { Account, EntryView, OpenDraft, UserSettings } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';
import { Segments } from '../ui/toggle.tsx';
import { typedDir } from '../ui/typed-dir.ts';
import { BodyLimit } from './body-limit.tsx';
import { DESCRIPTORS } from './descriptors.ts';
import { Destination } from './destination.tsx';
import { ImagesLine } from './images-line.tsx';
import { More } from './more.tsx';
import { NoAccount } from './no-account.tsx';
import { Preview } from './preview.tsx';
import { Remaining } from './remaining.tsx';
import { reviewOf } from './review.ts';
import { SettingsIssues } from './settings-issues.tsx';
import { Tags } from './tags.tsx';
import { useDraft } from './use-draft.ts';
import { useOptions } from './use-options.ts';

interface EditorProps {
  open: OpenDraft;
  accounts: readonly Account[];
  settings: UserSettings;
  onSent: (entry: EntryView) => void;
  rest: ComponentChildren;
}

/** The clip as it will arrive, and everything about it that can be changed before it is sent. */
export function Editor({ open, accounts, settings, onSent, rest }: EditorProps) {
  const entryId = open.entry.id;
  const { draft, told, edit, address, flush, failure } = useDraft(open);
  const [chosenId, setChosenId] = useState(open.entry.accountId ?? settings.defaultAccountId);
  const account = accounts.find((one) => one.id === chosenId) ?? accounts[0] ?? null;
  const known = useOptions(account?.id ?? null);
  /** What was chosen for one account means nothing to another: each has its own. */
  const [choices, setChoices] = useState<Record<string, DraftOptions>>({
    [account?.id ?? '']: ownOptions(open, account),
  });
  const [sending, setSending] = useState(false);
  const [sendFailure, setSendFailure] = useState<ErrorView | null>(null);
  const note = useRef<HTMLTextAreaElement>(null);
  const { limits, uploadsImages, takesFeaturedImage, takesCanonical } = DESCRIPTORS[account?.destination ?? 'ghost'];
  const images = open.draft.images;
  const copies = uploadsImages && account?.settings.images === 'copy';
  const chosen = choices[account?.id ?? ''] ?? {};
  const { titleLeft, excerptLeft, body, against, againstSettings, otherTags, blocked } = reviewOf(told, draft, account);

  // In the task that renders: the focus is in the first frame, and costs no second one.
  useLayoutEffect(() => note.current?.focus({ preventScroll: true }), []);

  // Made before any account existed, or for one that is gone: from now on it is meant for the one that is shown.
  useLayoutEffect(() => {
    if (account !== null && account.id !== open.entry.accountId) address({ accountId: account.id, options: {} });
  }, []);

  function chooseAccount(accountId: string): void {
    setChosenId(accountId);
    address({ accountId, options: choices[accountId] ?? {} });
  }

  function choose(options: DraftOptions): void {
    if (account === null) return;
    setChoices({ ...choices, [account.id]: options });
    address({ accountId: account.id, options });
  }

  async function submit(): Promise<void> {
    if (sending) return;
    if (blocked) return showFault();
    setSending(true);
    setSendFailure(null);
    try {
      const stored = await flush();
      // Whether what was typed a moment ago fits is known only now.
      if (!reviewOf(stored, draft, account).blocked) {
        return onSent(await send('draft.send', { entryId, accountId: account?.id ?? null }));
      }
    } catch (thrown) {
      setSendFailure(toErrorView(thrown));
    }
    setSending(false);
  }

  // The latest `submit` without listening anew at every key.
  const submitRef = useRef(submit);
  submitRef.current = submit;
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      void submitRef.current();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);

  function setQuote(quote: boolean): void {
    edit({ quote });
    send('settings.set', { quote }).catch(() => undefined);
  }

  function setCut(cut: boolean): void {
    const { cut: _, ...others } = chosen;
    choose(cut ? { ...others, cut } : others);
  }

  const problem = sendFailure ?? failure;
  return (
    <>
      <main class="content">
        {accounts.length === 0 && <NoAccount />}
        <div class="title">
          <input
            type="text"
            aria-label={t('title')}
            placeholder={t('title')}
            dir={typedDir(draft.title)}
            value={draft.title}
            aria-describedby="title-limit"
            aria-invalid={(titleLeft ?? 0) < 0 || against('title') !== '' || undefined}
            onFocus={(event) => event.currentTarget.select()}
            onInput={(event) => edit({ title: event.currentTarget.value })}
          />
          <Remaining id="title-limit" left={titleLeft} issue={against('title')} />
        </div>
        <textarea
          ref={note}
          class="note"
          rows={2}
          aria-label={t('note')}
          placeholder={t('note')}
          dir={typedDir(draft.note)}
          value={draft.note}
          onInput={(event) => edit({ note: event.currentTarget.value })}
        />
        <div class="preview-head">
          <h2>{t('preview')}</h2>
          <Segments
            name="quote"
            label={t('quote_or_plain')}
            value={draft.quote ? 'quote' : 'plain'}
            choices={[
              { value: 'quote', label: t('quote') },
              { value: 'plain', label: t('plain') },
            ]}
            onChange={(value) => setQuote(value === 'quote')}
          />
        </div>
        <Preview draft={open.draft} quote={draft.quote} />
        {body && <BodyLimit measure={body} issue={against('body')} cut={chosen.cut === true} onCut={setCut} />}
        {uploadsImages && images.length > 0 && (
          <ImagesLine entryId={entryId} total={images.length} images={copies ? open.entry.images : null} />
        )}
        {copies && images.length > 0 && against('image') && <p class="field-error">{against('image')}</p>}
        <Tags
          first={draft.tags}
          known={known.options?.tags ?? []}
          maxLength={limits.tagCodePoints}
          onChange={(tags) => edit({ tags })}
          onFocus={known.load}
          issue={against('tags')}
          become={otherTags}
        />
        <More
          entryId={entryId}
          draft={draft}
          excerptLeft={excerptLeft}
          excerptIssue={against('excerpt')}
          takesCanonical={takesCanonical}
          images={copies && takesFeaturedImage ? images : []}
          known={known.options}
          chosen={chosen}
          onOpen={known.load}
          edit={edit}
          choose={choose}
        />
        {open.entry.incognito && <p class="quiet-line">{t('private_window')}</p>}
        {!navigator.onLine && <p class="quiet-line">{t('offline_now')}</p>}
        {rest}
      </main>
      <footer class="send">
        {account && againstSettings && <SettingsIssues issues={againstSettings} accountId={account.id} />}
        {problem && <Notice tone="error">{errorText(problem)}</Notice>}
        <Destination
          accounts={accounts}
          account={account}
          onChoose={chooseAccount}
          sending={sending}
          blocked={blocked}
          onSend={() => void submit()}
        />
      </footer>
    </>
  );
}

/** To the first place that keeps the draft from being sent. */
function showFault(): void {
  document.querySelector<HTMLElement>('[aria-invalid], #cut:not(:checked)')?.focus();
}

const ownOptions = (open: OpenDraft, account: Account | null): DraftOptions =>
  account !== null && account.id === open.entry.accountId ? open.options : {};
