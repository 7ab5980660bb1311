import { useState } from 'preact/hooks';
import type { Account, InterruptedSignIn } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { siteName, userAndRole } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { Cure } from '../ui/cure.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t } from '../ui/t.ts';
import { useConnection } from './connection.ts';
import { hostOf } from './host.ts';
import { useInterrupted } from './use-interrupted.ts';

/** Sign-ins whose window stood open when the background ended. What one click made of one stays until it was read. */
export function InterruptedSignIns({ go }: { go: (hash: string) => void }) {
  const [interrupted, forget] = useInterrupted();
  /** Those that were clicked: the background has no more of them. */
  const [repeated, setRepeated] = useState<readonly InterruptedSignIn[]>([]);
  const ids = new Set(repeated.map(({ id }) => id));
  return (
    <>
      {[...repeated, ...interrupted.filter(({ id }) => !ids.has(id))].map((signIn) => (
        <Interrupted
          key={signIn.id}
          signIn={signIn}
          onRepeat={() => setRepeated([...repeated, signIn])}
          onDismiss={() => {
            setRepeated(repeated.filter(({ id }) => id !== signIn.id));
            forget(signIn.id);
          }}
          go={go}
        />
      ))}
    </>
  );
}

function Interrupted({
  signIn: { id, siteUrl, accountId },
  onRepeat,
  onDismiss,
  go,
}: {
  signIn: InterruptedSignIn;
  onRepeat: () => void;
  onDismiss: () => void;
  go: (hash: string) => void;
}) {
  const { busy, report, failure, follow } = useConnection();
  const [repeated, setRepeated] = useState(false);
  const [account, setAccount] = useState<Account | null>(null);

  async function repeat(): Promise<void> {
    setRepeated(true);
    onRepeat();
    const result = await follow(send('accounts.repeat', { id }));
    setAccount(result?.account ?? null);
  }

  // One button in one place: the focus stays on it.
  const next = account
    ? { label: t('action_done'), onClick: onDismiss }
    : repeated && !busy
      ? { label: t('oauth_set_up_again'), onClick: () => go(accountId === null ? '#add' : `#sign-in-${accountId}`) }
      : { label: t('action_sign_in_again'), onClick: () => void repeat() };
  return (
    <Notice
      tone={account ? 'ok' : 'warning'}
      actions={
        <>
          <Button kind="primary" busy={busy} onClick={next.onClick}>
            {next.label}
          </Button>
          {!account && (
            <Button disabled={busy} onClick={onDismiss}>
              {t('action_dismiss')}
            </Button>
          )}
        </>
      }
    >
      {account ? (
        connectedText(account)
      ) : busy ? (
        t('oauth_repeating')
      ) : failure ? (
        <Cure text={errorText(failure)} />
      ) : (
        t(report ? 'check_failed' : 'oauth_interrupted', hostOf(siteUrl))
      )}
      {report && <StepList steps={report.steps} />}
    </Notice>
  );
}

function connectedText(account: Account): string {
  const user = userAndRole(account.identity);
  return user ? t('connected_at_as', siteName(account), user) : t('connected_at', siteName(account));
}
