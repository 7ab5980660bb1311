import { useEffect, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { CheckReport } from '../destinations/destination.ts';
import type { Account } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { missingOrigins, requestOrigins } from '../platform/permissions.ts';
import { siteName, userAndRole } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { Cure } from '../ui/cure.tsx';
import { endingText, endsSoon } from '../ui/ending.ts';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t } from '../ui/t.ts';
import { AccessMissing } from './access-missing.tsx';
import { AccountActions } from './account-actions.tsx';
import { asksForSignIn } from './asks-sign-in.ts';
import { hostOf } from './host.ts';
import { SYSTEMS } from './systems.ts';

export function AccountCard({
  account,
  isDefault,
  asked,
  ended,
  onRemoved,
  go,
}: {
  account: Account;
  isDefault: boolean;
  /** Someone came here to give access to this very site. */
  asked: boolean;
  /** Drafts wait for a new sign-in. */
  ended: boolean;
  onRemoved: () => void;
  go: (hash: string) => void;
}) {
  const [missing, setMissing] = useState<string[]>([]);
  const [checking, setChecking] = useState(false);
  const [report, setReport] = useState<CheckReport | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const frame = useRef<HTMLLIElement>(null);
  const name = siteName(account);
  const user = userAndRole(account.identity);
  const ending = endsSoon(account, Date.now());

  useEffect(() => {
    missingOrigins(account.origins).then(setMissing, () => setMissing([]));
  }, [account]);
  useEffect(() => {
    if (asked) frame.current?.focus();
  }, [asked]);

  /** The request is the handler's first act: after an await the browser would refuse to ask. */
  function grant(): void {
    const answer = requestOrigins(account.origins);
    answer.then(
      (given) => {
        if (!given) return;
        setMissing([]);
        void check();
      },
      (thrown: unknown) => setFailure(toErrorView(thrown)),
    );
  }

  async function check(): Promise<void> {
    setChecking(true);
    setFailure(null);
    setReport(null);
    try {
      setReport(await send('accounts.check', { accountId: account.id }));
    } catch (thrown) {
      setFailure(toErrorView(thrown));
    }
    setChecking(false);
  }

  const signIn = (
    <Button kind="primary" onClick={() => go(`#sign-in-${account.id}`)}>
      {t('action_sign_in_again')}
    </Button>
  );
  return (
    <li class="account" ref={frame} tabIndex={-1}>
      <div class="account-head">
        <h3 dir="auto">{name}</h3>
        {isDefault && <span class="badge">{t('account_default')}</span>}
      </div>
      <p class="account-about">
        {user ? t('connected_as', user) : t('connected')}
        <span class="found-about">{SYSTEMS[account.destination].descriptor.name}</span>
        <bdi class="account-host" dir="ltr">
          {hostOf(account.siteUrl)}
        </bdi>
      </p>
      {account.authorization && (
        <p class="help">{t('oauth_through', hostOf(account.authorization.authorizationEndpoint))}</p>
      )}
      {missing.length > 0 && <AccessMissing account={account} missing={missing} onAllow={grant} />}
      {ended && !report && !failure && (
        <Notice tone="warning" actions={signIn}>
          {t('sign_in_ended', name)}
        </Notice>
      )}
      {ending && !ended && (
        <Notice tone="warning" actions={!asksForSignIn(failure, report) && signIn}>
          {endingText(ending)}
        </Notice>
      )}
      {failure && (
        <Notice tone="error" actions={asksForSignIn(failure) && signIn}>
          <Cure text={errorText(failure)} />
        </Notice>
      )}
      <div role="status">
        {checking && <p class="quiet-line">{t('checking')}</p>}
        {report && <StepList steps={report.steps} />}
        {report?.ok && <p class="all-well">{t('check_all_well')}</p>}
      </div>
      {asksForSignIn(null, report) && <div class="row">{signIn}</div>}
      <AccountActions
        account={account}
        checking={checking}
        onCheck={() => void check()}
        onEdit={() => go(`#edit-${account.id}`)}
        onRemoved={onRemoved}
        onFailure={setFailure}
      />
    </li>
  );
}
