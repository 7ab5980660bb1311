import { useEffect, useRef } from 'preact/hooks';
import type { Account } from '../../messages/contract.ts';
import { userAndRole } from '../../ui/account-name.ts';
import { Button } from '../../ui/button.tsx';
import { t, tIfAny } from '../../ui/t.ts';

/** The account's own sign-in stays; what else was changed is stored. */
export function Kept({ account, busy, onSave }: { account: Account; busy: boolean; onSave: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.querySelector('button')?.focus(), []);
  const user = userAndRole(account.identity);
  return (
    <div class="form" ref={place}>
      <p>
        <strong>{user ? t('connected_as', user) : t('connected')}</strong>{' '}
        <span class="quiet-line">{tIfAny(`wordpress_kept_${account.authMethod}`)}</span>
      </p>
      <div class="row">
        <Button kind="primary" busy={busy} onClick={onSave}>
          {t('action_save')}
        </Button>
        <p class="quiet-line" role="status">
          {busy && t('checking')}
        </p>
      </div>
    </div>
  );
}
