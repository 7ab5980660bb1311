import { Button } from '../ui/button.tsx';
import { t } from '../ui/t.ts';

/** The end of a form with what somebody signs in with, and that the sign-in is being tried. */
export function ConnectRow({
  busy,
  action = 'action_connect_now',
  onConnect,
}: {
  busy: boolean;
  action?: 'action_connect_now' | 'action_save';
  onConnect: () => void;
}) {
  return (
    <div class="row">
      <Button kind="primary" type="submit" busy={busy} onClick={onConnect}>
        {t(action)}
      </Button>
      <p class="quiet-line" role="status">
        {busy && t('checking')}
      </p>
    </div>
  );
}
