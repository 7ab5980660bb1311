import { useEffect, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { UserSettings } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { commandKeys, openShortcutSettings } from '../platform/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';
import { Toggle } from '../ui/toggle.tsx';

export function Preferences({
  settings,
  onChanged,
}: {
  settings: UserSettings;
  onChanged: (settings: UserSettings) => void;
}) {
  const [failure, setFailure] = useState<ErrorView | null>(null);

  function set(patch: Partial<UserSettings>): void {
    setFailure(null);
    onChanged({ ...settings, ...patch });
    send('settings.set', patch).then(onChanged, (thrown: unknown) => {
      onChanged(settings);
      setFailure(toErrorView(thrown));
    });
  }

  return (
    <section class="card" aria-labelledby="preferences-title">
      <h2 id="preferences-title">{t('preferences')}</h2>
      <Toggle
        name="quote"
        label={t('preference_quote')}
        help={t('preference_quote_help')}
        checked={settings.quote}
        onChange={(quote) => set({ quote })}
      />
      <Toggle
        name="review-first"
        label={t('preference_review')}
        help={t('preference_review_help')}
        checked={settings.reviewFirst}
        onChange={(reviewFirst) => set({ reviewFirst })}
      />
      {failure && <Notice tone="error">{errorText(failure)}</Notice>}
      <Shortcuts />
    </section>
  );
}

function Shortcuts() {
  const [keys, setKeys] = useState<{ popup: string; send: string } | null>(null);
  useEffect(() => {
    Promise.all([commandKeys('_execute_action'), commandKeys('send-selection')]).then(
      ([popup, sendKeys]) => setKeys({ popup, send: sendKeys }),
      () => setKeys(null),
    );
  }, []);
  return (
    <div class="shortcuts">
      <h3>{t('shortcuts')}</h3>
      <dl>
        <dt>{t('shortcut_popup')}</dt>
        <dd>{keys?.popup ? <kbd>{keys.popup}</kbd> : t('shortcut_none')}</dd>
        <dt>{t('shortcut_send')}</dt>
        <dd>{keys?.send ? <kbd>{keys.send}</kbd> : t('shortcut_none')}</dd>
      </dl>
      <Button onClick={() => void openShortcutSettings()}>{t('action_shortcuts')}</Button>
    </div>
  );
}
