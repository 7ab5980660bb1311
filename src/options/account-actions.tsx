import { useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { Account } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { siteName } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/t.ts';

/** What can be done with an account; removing it asks once more. */
export function AccountActions({
  account,
  checking,
  onCheck,
  onEdit,
  onRemoved,
  onFailure,
}: {
  account: Account;
  checking: boolean;
  onCheck: () => void;
  onEdit: () => void;
  onRemoved: () => void;
  onFailure: (failure: ErrorView) => void;
}) {
  const [asked, setAsked] = useState(false);
  const [removing, setRemoving] = useState(false);
  const name = siteName(account);

  async function remove(): Promise<void> {
    setRemoving(true);
    try {
      await send('accounts.remove', { accountId: account.id });
      onRemoved();
    } catch (thrown) {
      onFailure(toErrorView(thrown));
      setRemoving(false);
    }
  }

  if (asked) {
    return (
      <fieldset class="confirm">
        <legend class="hidden">{t('action_remove')}</legend>
        <p>{t('remove_question', name)}</p>
        <div class="row">
          <Button kind="danger" busy={removing} onClick={() => void remove()}>
            {t('action_remove_site', name)}
          </Button>
          <Button onClick={() => setAsked(false)}>{t('action_cancel')}</Button>
        </div>
      </fieldset>
    );
  }
  return (
    <div class="row account-actions">
      <Button kind="quiet" busy={checking} onClick={onCheck}>
        {t('action_check')}
      </Button>
      <Button kind="quiet" onClick={onEdit}>
        {t('action_change')}
      </Button>
      <Button kind="quiet" onClick={() => setAsked(true)}>
        {t('action_remove')}
      </Button>
    </div>
  );
}
