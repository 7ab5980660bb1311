import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/t.ts';

/** The account's own sign-in is used to see what there is to choose. */
export function Reaching({
  busy,
  asking,
  onRetry,
  children,
}: {
  busy: boolean;
  /** What is being read. */
  asking: string;
  onRetry: () => void;
  /** Why that failed. */
  children: ComponentChildren;
}) {
  return (
    <div class="form">
      {children}
      {busy ? (
        <p class="quiet-line" role="status">
          {asking}
        </p>
      ) : (
        <div class="row">
          <Button kind="primary" onClick={onRetry}>
            {t('action_retry')}
          </Button>
        </div>
      )}
    </div>
  );
}
