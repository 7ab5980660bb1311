import { useEffect, useRef, useState } from 'preact/hooks';
import { isSameSite, originPattern } from '../../destinations/address.ts';
import type { Descriptor } from '../../destinations/destination.ts';
import type { Account, AuthorizationSettings } from '../../messages/contract.ts';
import { hasOrigins } from '../../platform/permissions.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import type { Found } from '../found.ts';
import { hostOf } from '../host.ts';
import { useFaultFocus } from '../use-fault-focus.ts';
import { endpointIssue } from './addresses.ts';
import { ClientFields } from './client-fields.tsx';
import { issuerOf, mayKeepSecret, type OAuthSignIn, readOAuth } from './read.ts';
import { RedirectUrl } from './redirect-url.tsx';
import { ServerDetails } from './server-details.tsx';
import { ServerField } from './server-field.tsx';
import { begin, type Typed, usualEndpoints, withIssuer, withoutServer, withServer } from './state.ts';
import { TokenHost } from './token-host.tsx';
import { useAccess } from './use-access.ts';
import { useServer } from './use-server.ts';
import { WindowOpen } from './window-open.tsx';

/** What the server's administrator has told, and what is to be told to them. */
export function OAuthForm({
  account,
  stored,
  found,
  descriptor,
  site,
  busy,
  onOtherServer,
  onSignIn,
}: {
  account: Account | null;
  /** What the account has so far. */
  stored: AuthorizationSettings | null;
  found: Found;
  descriptor: Descriptor;
  /** The site's own address, where its server is looked for first. */
  site: string;
  busy: boolean;
  /** What came of the last attempt is of no interest any more. */
  onOtherServer: () => void;
  onSignIn: (signIn: OAuthSignIn) => void;
}) {
  const [state, setState] = useState(() => begin(stored, site));
  const [tries, setTries] = useState(0);
  /** Where the person wants to go on from: what is wrong there is named. */
  const [insist, setInsist] = useState<'issuer' | 'all' | null>(null);
  const place = useRef<HTMLFormElement>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const { typed, server } = state;
  const issuer = issuerOf(state, found);
  const isOwn = issuer.ok && isSameSite(issuer.url, new URL(site));
  const usual = isOwn && descriptor.authorizationServer ? usualEndpoints(descriptor.authorizationServer, site) : null;
  const lookUp = useServer({ destination: descriptor.id, account, found }, (metadata) =>
    setState((known) => (metadata === null ? withoutServer(known, usual) : withServer(known, metadata))),
  );
  const tokens = endpointIssue(typed.tokenEndpoint, found) === null ? new URL(typed.tokenEndpoint) : null;
  const access = useAccess(tokens, lookUp.busy);
  const read = readOAuth(state, found, stored);
  const faults = insist === 'all' && 'faults' in read ? read.faults : null;
  const keepsSecret = mayKeepSecret(typed, stored);
  const needsAccess = tokens !== null && access.granted === false;

  useFaultFocus(place, tries);
  useEffect(() => {
    title.current?.focus();
    if (server !== 'unknown' || !issuer.ok) return;
    hasOrigins([originPattern(issuer.url)]).then(
      (granted) => granted && lookUp.look(issuer),
      () => undefined,
    );
  }, []);

  const change = (changed: Partial<Typed>) =>
    setState((known) => ({ ...known, typed: { ...known.typed, ...changed } }));

  const focus = (control: string) => place.current?.querySelector<HTMLElement>(control)?.focus();

  function signIn(): void {
    setTries(tries + 1);
    setInsist('all');
    if ('faults' in read) return;
    if (needsAccess) focus('#oauth-token-host button');
    else onSignIn(read.signIn);
  }

  return (
    <form class="form" ref={place} noValidate onSubmit={(event) => event.preventDefault()}>
      <div>
        <h3 ref={title} tabIndex={-1}>
          {t('oauth_title')}
        </h3>
        <p class="help">{t(stored === null ? 'oauth_lead' : 'oauth_lead_stored')}</p>
      </div>
      <ServerField
        state={state}
        lookUp={lookUp}
        host={issuer.ok ? issuer.url.host : null}
        system={usual && descriptor.name}
        issue={faults?.issuer ?? (insist && !issuer.ok ? issuer.issue : null)}
        onInput={(text) => {
          lookUp.forget();
          setInsist(null);
          onOtherServer();
          setState((known) => withIssuer(known, text));
        }}
        onLookUp={() => {
          if (issuer.ok) lookUp.ask(issuer);
          setInsist('issuer');
        }}
      />
      <RedirectUrl
        name="oauth-redirect"
        label={t('oauth_redirect_url')}
        help={t('oauth_redirect_help')}
        issuer={issuer.ok ? issuer.issuer : null}
      />
      <ClientFields typed={typed} faults={faults} stored={keepsSecret} onChange={change} />
      <ServerDetails
        typed={typed}
        faults={faults}
        open={server === 'silent' || lookUp.refused}
        hasSecret={typed.clientSecret !== '' || (keepsSecret && !typed.removeSecret)}
        onChange={change}
      />
      {tokens !== null && needsAccess && (
        <TokenHost
          host={tokens.host}
          refused={access.refused}
          onAllow={() => access.ask(() => focus('[type=submit]'))}
        />
      )}
      <div class="one-click">
        <Button kind="primary" type="submit" busy={busy} blocked={needsAccess} onClick={signIn}>
          {t(stored === null ? 'action_sign_in' : 'action_sign_in_again')}
        </Button>
        <WindowOpen host={hostOf(typed.authorizationEndpoint)} open={busy} />
      </div>
    </form>
  );
}
