import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';

/** The way to this sign-in, among what almost nobody needs. */
export function OAuthInstead({ onClick }: { onClick: () => void }) {
  return (
    <div class="row other-ways">
      <Button kind="quiet" onClick={onClick}>
        {t('oauth_instead')}
      </Button>
    </div>
  );
}
