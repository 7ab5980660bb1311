import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';

/** Why the host that gives the tokens is to be reached, and the button that asks for it. */
export function TokenHost({ host, refused, onAllow }: { host: string; refused: boolean; onAllow: () => void }) {
  return (
    <div id="oauth-token-host">
      <Notice
        tone={refused ? 'warning' : 'info'}
        actions={
          <Button kind="primary" onClick={onAllow}>
            {t('action_allow_host', host)}
          </Button>
        }
      >
        {t(refused ? 'oauth_token_host_refused' : 'oauth_token_host', host)}
      </Notice>
    </div>
  );
}
