import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { toErrorView } from '../core/errors.ts';
import type { NoClip, OpenDraft } from '../messages/contract.ts';
import { errorText } from '../ui/error-text.ts';
import { Spinner } from '../ui/spinner.tsx';
import { t } from '../ui/t.ts';
import { takePaste } from './paste.ts';

/** There is no clip: why, and the place where one can be pasted. */
export function Empty({
  reason,
  tabId,
  onClip,
  rest,
}: {
  reason: NoClip;
  tabId: number;
  onClip: (open: OpenDraft) => void;
  rest: ComponentChildren;
}) {
  const [working, setWorking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const place = useRef<HTMLTextAreaElement>(null);

  useLayoutEffect(() => {
    place.current?.focus();
    const onPaste = (event: ClipboardEvent) => void paste(event);
    document.addEventListener('paste', onPaste);
    return () => document.removeEventListener('paste', onPaste);
  }, []);

  async function paste(event: ClipboardEvent): Promise<void> {
    event.preventDefault();
    if (event.clipboardData === null) return;
    const html = event.clipboardData.getData('text/html');
    const text = event.clipboardData.getData('text/plain');
    setProblem(null);
    setWorking(true);
    try {
      const open = await takePaste(tabId, html, text);
      if (open !== null) return onClip(open);
      setProblem(t('paste_nothing'));
    } catch (thrown) {
      setProblem(errorText(toErrorView(thrown)));
    }
    setWorking(false);
  }

  return (
    <main class="content">
      <section class="empty">
        <h2>{t(`empty_${reason}`)}</h2>
        <p id="empty-help">{t(reason === 'nothing_selected' ? 'empty_nothing_help' : 'empty_unreadable_help')}</p>
        <div class="paste">
          <textarea
            ref={place}
            rows={3}
            value=""
            aria-label={t('paste_here')}
            aria-describedby="paste-help"
            placeholder={t('paste_here')}
            onInput={(event) => {
              event.currentTarget.value = '';
            }}
          />
          <p class="help" id="paste-help">
            {t('paste_help')}
          </p>
        </div>
        <p role="status" class="paste-state">
          {working && <Spinner />}
          {working ? t('paste_working') : problem}
        </p>
      </section>
      {rest}
    </main>
  );
}
