import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';

/** Something has to be made in Contentjet first. */
export function NothingThere({
  what,
  busy,
  onAgain,
}: {
  what: 'project' | 'type' | 'field';
  busy: boolean;
  onAgain: () => void;
}) {
  return (
    <Notice
      tone="warning"
      actions={
        <Button busy={busy} onClick={onAgain}>
          {t('contentjet_look_again')}
        </Button>
      }
    >
      {t(`contentjet_no_${what}`)}
    </Notice>
  );
}
