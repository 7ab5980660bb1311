import type { ComponentChildren } from 'preact';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';

/** Something has to be made at the site first: what, and a button to look whether it is there now. */
export function LookAgain({
  busy,
  onAgain,
  children,
}: {
  busy: boolean;
  onAgain: () => void;
  children: ComponentChildren;
}) {
  return (
    <Notice
      tone="warning"
      actions={
        <Button busy={busy} onClick={onAgain}>
          {t('look_again')}
        </Button>
      }
    >
      {children}
    </Notice>
  );
}
