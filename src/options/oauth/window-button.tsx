import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';

/** One click opens a window of the server. While that window is open, it is what to look at. */
export function WindowButton({
  action,
  host,
  busy,
  blocked = false,
  onClick,
}: {
  action: string;
  /** Whose window it is. */
  host: string;
  busy: boolean;
  /** See Button. */
  blocked?: boolean;
  onClick: () => void;
}) {
  return (
    <div class="one-click">
      <Button kind="primary" type="submit" busy={busy} blocked={blocked} onClick={onClick}>
        {action}
      </Button>
      <div role="status">{busy && <div class="notice">{t('oauth_window_open', host)}</div>}</div>
    </div>
  );
}
