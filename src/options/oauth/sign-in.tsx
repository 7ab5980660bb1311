import { useEffect, useState } from 'preact/hooks';
import type { Descriptor } from '../../destinations/destination.ts';
import type { Account, AuthorizationSettings, ConnectResult } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { t } from '../../ui/t.ts';
import { asksForSignIn } from '../asks-sign-in.ts';
import type { Connection } from '../connection.ts';
import type { Found } from '../found.ts';
import { hostOf } from '../host.ts';
import { Outcome } from '../outcome.tsx';
import type { Terms } from '../terms.ts';
import { OAuthForm } from './form.tsx';
import { Kept } from './kept.tsx';
import type { OAuthSignIn as SignIn } from './read.ts';
import { doubtsRedirectUrl, isUnregistered } from './redirect-doubt.ts';
import { RedirectUrl } from './redirect-url.tsx';
import { storedSettings } from './stored.ts';

/** An authorization server's word in place of a key or a password: for whoever was given what the form asks for. */
export function OAuthSignIn({
  account,
  found,
  descriptor,
  site,
  ended: known,
  connection: { busy, report, failure, forget },
  connect,
}: {
  account: Account | null;
  found: Found;
  descriptor: Descriptor;
  /** See OAuthForm. */
  site: string;
  ended: boolean;
  connection: Connection;
  /** Goes on with all that the system's own set-up asks for, or stops where that is at fault. */
  connect: (ask: (terms: Terms) => Promise<ConnectResult>) => void;
}) {
  const stored = storedSettings(account, found);
  const [changing, setChanging] = useState(false);
  const [ended, setEnded] = useState(known);
  /** The server whose window was opened last; null after another attempt. */
  const [opened, setOpened] = useState<AuthorizationSettings | null>(null);

  // A window that was closed says nothing of the sign-in that the account has.
  useEffect(() => {
    if (opened === null && asksForSignIn(failure, report)) setEnded(true);
  }, [failure, report]);

  function signIn(by: SignIn): void {
    setOpened(by.authorization);
    connect((terms) => send('accounts.authorize', { ...terms, ...by, method: 'authorization_code' }));
  }

  function save(): void {
    setOpened(null);
    connect((terms) => send('accounts.connect', terms));
  }

  return (
    <>
      {account && stored && !changing ? (
        <Kept
          account={account}
          ended={ended}
          host={hostOf(stored.authorizationEndpoint)}
          busy={busy ? (opened === null ? 'saving' : 'window') : null}
          onSave={save}
          onSignIn={() => signIn({ authorization: stored })}
          onChange={() => setChanging(true)}
        />
      ) : (
        <OAuthForm {...{ account, stored, found, descriptor, site, busy }} onOtherServer={forget} onSignIn={signIn} />
      )}
      <Outcome report={report} failure={failure} />
      {opened && failure && doubtsRedirectUrl(failure) && (
        <RedirectUrl
          name="oauth-redirect-again"
          label={t(isUnregistered(failure) ? 'oauth_redirect_url' : 'oauth_redirect_reminder')}
          issuer={opened.issuer}
        />
      )}
    </>
  );
}
