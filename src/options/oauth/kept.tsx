import { useEffect, useRef } from 'preact/hooks';
import type { Account } from '../../messages/contract.ts';
import { userAndRole } from '../../ui/account-name.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { WindowButton } from './window-button.tsx';

/** The account's own sign-in: it stays, and what else was changed is stored, or it has ended and one click renews it. */
export function Kept({
  account,
  ended,
  host,
  busy,
  onSave,
  onSignIn,
  onChange,
}: {
  account: Account;
  ended: boolean;
  /** Where the person signs in. */
  host: string;
  /** Which of the two is under way. */
  busy: 'saving' | 'window' | null;
  onSave: () => void;
  onSignIn: () => void;
  onChange: () => void;
}) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  const user = userAndRole(account.identity);
  return (
    <div class="form" ref={place}>
      <p>
        <strong>{user ? t('connected_as', user) : t('connected')}</strong>{' '}
        <span class="quiet-line">{t(ended ? 'oauth_ended' : 'oauth_kept', host)}</span>
      </p>
      {ended || busy === 'window' ? (
        <WindowButton action={t('action_sign_in_again')} host={host} busy={busy === 'window'} onClick={onSignIn} />
      ) : (
        <div class="row">
          <Button kind="primary" busy={busy === 'saving'} onClick={onSave}>
            {t('action_save')}
          </Button>
          <p class="quiet-line" role="status">
            {busy === 'saving' && t('checking')}
          </p>
        </div>
      )}
      <div class="row other-ways">
        {!ended && busy !== 'window' && (
          <Button kind="quiet" disabled={busy !== null} onClick={onSignIn}>
            {t('action_sign_in_again')}
          </Button>
        )}
        <Button kind="quiet" disabled={busy !== null} onClick={onChange}>
          {t('oauth_change')}
        </Button>
      </div>
    </div>
  );
}
