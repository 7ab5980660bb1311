import { useEffect, useState } from 'preact/hooks';
import type { Account, InterruptedSignIn } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { Button } from '../ui/button.tsx';
import { Cure } from '../ui/cure.tsx';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t } from '../ui/t.ts';
import { connectedText } from './connected-text.ts';
import { useConnection } from './connection.ts';
import { hostOf } from './host.ts';
import { useInterrupted } from './use-interrupted.ts';

/** Sign-ins whose window stood open when the background ended. What one click made of one stays until it was read. */
export function InterruptedSignIns({
  go,
  onDone,
}: {
  go: (hash: string) => void;
  /** One has led to an account: a set-up that it began in is of no use any more. */
  onDone: () => void;
}) {
  const [interrupted, forget] = useInterrupted();
  /** Those that were clicked: the background forgets one as soon as its window is open. */
  const [repeated, setRepeated] = useState<readonly InterruptedSignIn[]>([]);
  const [dismissed, setDismissed] = useState(0);
  // The focus was on a button that is gone.
  useEffect(() => {
    if (dismissed > 0) document.querySelector<HTMLElement>('main .notice button, main h2')?.focus();
  }, [dismissed]);
  const ids = new Set(repeated.map(({ id }) => id));
  const all = [...repeated, ...interrupted.filter(({ id }) => !ids.has(id))];
  return (
    <>
      {all.filter(isLatest).map((signIn) => (
        <Interrupted
          key={signIn.id}
          signIn={signIn}
          isLeft={interrupted.some(({ id }) => id === signIn.id)}
          onRepeat={() => setRepeated([...repeated.filter(({ id }) => id !== signIn.id), signIn])}
          onDismiss={() => {
            setRepeated(repeated.filter(({ id }) => id !== signIn.id));
            forget(signIn.id);
            setDismissed(dismissed + 1);
          }}
          go={go}
          onDone={onDone}
        />
      ))}
    </>
  );
}

/** A repetition that was interrupted in turn has a place of its own, and takes that of the one before. */
function isLatest(signIn: InterruptedSignIn, _: number, all: readonly InterruptedSignIn[]): boolean {
  const { siteUrl, accountId, startedAt } = signIn;
  return !all.some(
    (other) => other.siteUrl === siteUrl && other.accountId === accountId && other.startedAt > startedAt,
  );
}

function Interrupted({
  signIn: { id, siteUrl, accountId },
  isLeft,
  onRepeat,
  onDismiss,
  go,
  onDone,
}: {
  signIn: InterruptedSignIn;
  /** It can be repeated. */
  isLeft: boolean;
  onRepeat: () => void;
  onDismiss: () => void;
  go: (hash: string) => void;
  onDone: () => void;
}) {
  const { busy, report, failure, follow } = useConnection();
  const [account, setAccount] = useState<Account | null>(null);

  async function repeat(): Promise<void> {
    onRepeat();
    const result = await follow(send('accounts.repeat', { id }));
    setAccount(result?.account ?? null);
  }

  function finish(): void {
    onDismiss();
    onDone();
  }

  // One button in one place: the focus stays on it.
  const next = account
    ? { label: t('action_done'), onClick: finish }
    : !isLeft && !busy
      ? { label: t('sign_in_set_up_again'), onClick: () => go(accountId === null ? '#add' : `#sign-in-${accountId}`) }
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
        t('sign_in_repeating')
      ) : failure ? (
        <Cure text={errorText(failure)} />
      ) : (
        t(report ? 'check_failed' : 'sign_in_interrupted', hostOf(siteUrl))
      )}
      {report && <StepList steps={report.steps} />}
    </Notice>
  );
}
