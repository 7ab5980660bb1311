import { Button, OpenLink } from '../ui/button.tsx';
import { t } from '../ui/t.ts';

/** The window signed in whoever was known to the site: how to become someone else. */
export function NotYou({ logOutUrl, onAgain }: { logOutUrl: string; onAgain: () => void }) {
  return (
    <details class="advanced">
      <summary>{t('not_you')}</summary>
      <div class="form">
        <p>{t('not_you_help')}</p>
        <div class="row">
          <OpenLink href={logOutUrl}>{t('action_log_out')}</OpenLink>
          <Button onClick={onAgain}>{t('action_connect_again')}</Button>
        </div>
      </div>
    </details>
  );
}
