import { useEffect, useRef } from 'preact/hooks';
import type { Account } from '../../messages/contract.ts';
import { userAndRole } from '../../ui/account-name.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { WindowOpen } from './window-open.tsx';

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
      {ended ? (
        <p>{t('oauth_ended', host)}</p>
      ) : (
        <div>
          <p>
            <strong>{user ? t('connected_as', user) : t('connected')}</strong>
          </p>
          <p class="help">{t('oauth_kept', host)}</p>
        </div>
      )}
      <div class="one-click">
        <div class="row">
          {ended ? (
            <Button kind="primary" busy={busy === 'window'} onClick={onSignIn}>
              {t('action_sign_in_again')}
            </Button>
          ) : (
            <Button kind="primary" busy={busy === 'saving'} disabled={busy === 'window'} onClick={onSave}>
              {t('action_save')}
            </Button>
          )}
          <p class="quiet-line" role="status">
            {busy === 'saving' && t('checking')}
          </p>
        </div>
        <WindowOpen host={host} open={busy === 'window'} />
      </div>
      <div class="row other-ways">
        {!ended && (
          <Button kind="quiet" busy={busy === 'window'} disabled={busy === 'saving'} onClick={onSignIn}>
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
