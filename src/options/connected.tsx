import { useEffect, useState } from 'preact/hooks';
import type { Account, ConnectResult } from '../messages/contract.ts';
import { commandKeys } from '../platform/shortcuts.ts';
import { Button } from '../ui/button.tsx';
import { StepList } from '../ui/step-list.tsx';
import { t, tCount } from '../ui/t.ts';
import { connectedText } from './connected-text.ts';
import { NotYou } from './not-you.tsx';

/** The good news, what became of clips that waited for it, and what to do next. */
export function Connected({
  account,
  result,
  logOutUrl,
  onAgain,
  onDone,
}: {
  account: Account;
  result: ConnectResult;
  logOutUrl: string | undefined;
  /** Sign in once more, as someone else. */
  onAgain: () => void;
  onDone: () => void;
}) {
  const [keys, setKeys] = useState('');
  useEffect(() => {
    commandKeys('_execute_action').then(setKeys, () => setKeys(''));
  }, []);
  const released = result.released ?? 0;
  return (
    <div class="form">
      <div>
        <p class="connected" role="status">
          {connectedText(account)}
          {released > 0 && ` ${tCount('clips_released', released)}`}
        </p>
        {logOutUrl && <NotYou logOutUrl={logOutUrl} onAgain={onAgain} />}
      </div>
      <StepList steps={result.report.steps} />
      <p>{keys ? t('connected_next', keys) : t('connected_next_no_keys')}</p>
      <div class="row">
        <Button kind="primary" onClick={onDone}>
          {t('action_done')}
        </Button>
      </div>
    </div>
  );
}
