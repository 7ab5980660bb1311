import { useEffect, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';
import type { Account } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { hasOrigins, requestOrigins } from '../platform/permissions.ts';
import { siteName } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t } from '../ui/t.ts';
import { hostOf } from './host.ts';

export function AccountCard({
  account,
  isDefault,
  asked,
  onRemoved,
  go,
}: {
  account: Account;
  isDefault: boolean;
  /** Someone came here to give access to this very site. */
  asked: boolean;
  onRemoved: () => void;
  go: (hash: string) => void;
}) {
  const [granted, setGranted] = useState(true);
  const [busy, setBusy] = useState<'check' | 'remove' | null>(null);
  const [report, setReport] = useState<CheckReport | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [removing, setRemoving] = useState(false);
  const frame = useRef<HTMLLIElement>(null);
  const name = siteName(account);

  useEffect(() => {
    hasOrigins(account.origins).then(setGranted, () => setGranted(true));
  }, [account]);
  useEffect(() => {
    if (asked) frame.current?.focus();
  }, [asked]);

  /** The request is the handler's first act: after an await the browser would refuse to ask. */
  function grant(): void {
    const answer = requestOrigins(account.origins);
    answer.then(
      (given) => {
        setGranted(given);
        if (given) void check();
      },
      (thrown: unknown) => setFailure(toErrorView(thrown)),
    );
  }

  async function check(): Promise<void> {
    setBusy('check');
    setFailure(null);
    setReport(null);
    try {
      setReport(await send('accounts.check', { accountId: account.id }));
    } catch (thrown) {
      setFailure(toErrorView(thrown));
    }
    setBusy(null);
  }

  async function remove(): Promise<void> {
    setBusy('remove');
    try {
      await send('accounts.remove', { accountId: account.id });
      onRemoved();
    } catch (thrown) {
      setFailure(toErrorView(thrown));
      setBusy(null);
    }
  }

  return (
    <li class="account" ref={frame} tabIndex={-1}>
      <div class="account-head">
        <h3 dir="auto">{name}</h3>
        {isDefault && <span class="badge">{t('account_default')}</span>}
      </div>
      <p class="account-about">
        {account.identity.userName ? t('connected_as', account.identity.userName) : t('connected')}
        {account.identity.role && ` (${account.identity.role})`}
        <bdi class="account-host" dir="ltr">
          {hostOf(account.siteUrl)}
        </bdi>
      </p>
      {!granted && (
        <Notice
          tone="warning"
          actions={
            <Button kind="primary" onClick={grant}>
              {t('action_allow_host', hostOf(account.apiUrl))}
            </Button>
          }
        >
          {t('access_missing', name)}
        </Notice>
      )}
      {failure && <Notice tone="error">{errorText(failure)}</Notice>}
      <div role="status">
        {busy === 'check' && <p class="quiet-line">{t('checking')}</p>}
        {report && <StepList steps={report.steps} />}
        {report?.ok && <p class="all-well">{t('check_all_well')}</p>}
      </div>
      {removing ? (
        <fieldset class="confirm">
          <legend class="hidden">{t('action_remove')}</legend>
          <p>{t('remove_question', name)}</p>
          <div class="row">
            <Button kind="danger" busy={busy === 'remove'} onClick={() => void remove()}>
              {t('action_remove_site', name)}
            </Button>
            <Button onClick={() => setRemoving(false)}>{t('action_cancel')}</Button>
          </div>
        </fieldset>
      ) : (
        <div class="row account-actions">
          <Button kind="quiet" busy={busy === 'check'} onClick={() => void check()}>
            {t('action_check')}
          </Button>
          <Button kind="quiet" onClick={() => go(`#edit-${account.id}`)}>
            {t('action_change')}
          </Button>
          <Button kind="quiet" onClick={() => setRemoving(true)}>
            {t('action_remove')}
          </Button>
        </div>
      )}
    </li>
  );
}
