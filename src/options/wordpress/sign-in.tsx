import { useEffect, useState } from 'preact/hooks';
import { wordpressDescriptor } from '../../destinations/wordpress/descriptor.ts';
import type { ConnectResult } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { Button } from '../../ui/button.tsx';
import { t } from '../../ui/t.ts';
import { asksForSignIn } from '../asks-sign-in.ts';
import { useConnection } from '../connection.ts';
import { hostOf } from '../host.ts';
import { ImagesChoice } from '../images.tsx';
import { OAuthSignIn } from '../oauth/sign-in.tsx';
import { Outcome } from '../outcome.tsx';
import type { SignInProps } from '../systems.ts';
import { type Terms, termsOf } from '../terms.ts';
import { adminPage } from './admin-page.ts';
import { WordPressAdvanced } from './advanced.tsx';
import { firstChoices, readChoices } from './choices.ts';
import { Kept } from './kept.tsx';
import { OneClick } from './one-click.tsx';
import { PasswordForm } from './password-form.tsx';
import { type Way, waysFor } from './ways.ts';

/** What becomes of images, and then one of the ways in; the others stay in reach below, and one more is among what almost nobody needs. */
export function WordPressSignIn({ account, found, ended: known, onConnected }: SignInProps) {
  const { discovery } = found;
  const [choices, setChoices] = useState(() => firstChoices(account, discovery));
  const [insist, setInsist] = useState(false);
  const [chosen, choose] = useState<Way | null>(null);
  const [oauth, setOAuth] = useState(account?.authMethod === 'authorization_code');
  const connection = useConnection();
  const { busy, report, failure, follow, forget } = connection;
  const [ended, setEnded] = useState(known);
  const ways = waysFor(discovery, account, ended);
  const way = oauth ? null : (ways.find((one) => one === chosen) ?? ways[0]);
  const read = readChoices(choices, found);

  useEffect(() => {
    if (!asksForSignIn(failure, report)) return;
    setEnded(true);
    if (chosen === 'keep') choose(null);
  }, [failure, report]);

  /** Nothing is asked of the site while a choice is at fault. */
  async function connect(ask: (terms: Terms) => Promise<ConnectResult>, logOutUrl?: string): Promise<void> {
    setInsist(true);
    if ('faults' in read) return;
    const { apiUrl, settings } = read;
    const terms = termsOf('wordpress', account, { ...found, discovery: { ...discovery, apiUrl } }, settings);
    const result = await follow(ask(terms));
    if (result) onConnected(result, logOutUrl);
  }

  function turnTo(other: Way | 'oauth'): void {
    if (oauth || other === 'oauth') forget();
    setOAuth(other === 'oauth');
    if (other !== 'oauth') choose(other);
  }

  return (
    <div class="form">
      <ImagesChoice value={choices.images} onChange={(images) => setChoices({ ...choices, images })} />
      {way === 'keep' && account && (
        <Kept account={account} busy={busy} onSave={() => void connect((terms) => send('accounts.connect', terms))} />
      )}
      {way === 'one_click' && (
        <OneClick
          host={hostOf(discovery.siteUrl)}
          busy={busy}
          onConnect={() =>
            void connect(
              (terms) => send('accounts.authorize', { ...terms, method: 'application_password' }),
              adminPage(discovery, '../wp-login.php?action=logout'),
            )
          }
        />
      )}
      {(way === 'application_password' || way === 'jwt_login') && (
        <PasswordForm
          key={way}
          method={way}
          userStored={account?.authMethod === way}
          passwordsUrl={adminPage(discovery, 'profile.php#application-passwords-section')}
          busy={busy}
          onConnect={(credentials, staySignedIn) =>
            void connect((terms) => send('accounts.connect', { ...terms, credentials, staySignedIn }))
          }
        />
      )}
      {oauth ? (
        <OAuthSignIn
          {...{ account, found, connection, connect }}
          descriptor={wordpressDescriptor}
          site={discovery.siteUrl}
          ended={known}
        />
      ) : (
        <Outcome report={report} failure={failure} />
      )}
      <div class="row other-ways">
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <Button key={other} kind="quiet" disabled={busy} onClick={() => turnTo(other)}>
              {t(`wordpress_way_${other}`)}
            </Button>
          ))}
      </div>
      <WordPressAdvanced
        key={oauth}
        choices={choices}
        faults={insist && 'faults' in read ? read.faults : null}
        onChange={setChoices}
        {...(oauth ? {} : { onOAuth: () => turnTo('oauth') })}
      />
    </div>
  );
}
