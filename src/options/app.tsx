import { useEffect, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { Account, UserSettings } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { Button } from '../ui/button.tsx';
import { onChange } from '../ui/changes.ts';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { t, tCount } from '../ui/t.ts';
import { Accounts } from './accounts.tsx';
import { asksForSignIn } from './asks-sign-in.ts';
import { Connect } from './connect.tsx';
import { Preferences } from './preferences.tsx';
import { Privacy } from './privacy.tsx';
import { parseRoute, type Route } from './route.ts';

interface Loaded {
  accounts: Account[];
  settings: UserSettings;
  damaged: number;
  /** Ids of accounts whose drafts wait for a new sign-in. */
  ended: ReadonlySet<string>;
}

export function App() {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [route, go] = useRoute();
  /** Someone who has just connected the first site stays with its good news. */
  const [connecting, setConnecting] = useState(false);

  async function load(): Promise<void> {
    try {
      const [accounts, settings, damaged, { recent }] = await Promise.all([
        send('accounts.list', null),
        send('settings.get', null),
        send('storage.damaged', null),
        send('popup.state', { entryId: null }),
      ]);
      const waiting = recent.filter(({ state, error }) => state === 'needs_attention' && asksForSignIn(error));
      setLoaded({ accounts, settings, damaged, ended: new Set(waiting.map(({ accountId }) => accountId ?? '')) });
      setConnecting((was) => was || accounts.length === 0);
      setFailure(null);
    } catch (thrown) {
      setFailure(toErrorView(thrown));
    }
  }

  useEffect(() => {
    void load();
    return onChange((what) => {
      if (what.has('accounts') || what.has('settings') || what.has('outbox')) void load();
    });
  }, []);

  const edited = route.at === 'edit' ? loaded?.accounts.find((account) => account.id === route.accountId) : undefined;
  const connect = loaded !== null && (route.at === 'add' || edited !== undefined || connecting);

  return (
    <>
      <header class="page-head">
        <h1>{t('options_title')}</h1>
        <p class="lead">{t('options_lead')}</p>
      </header>
      <main class="page-main">
        {failure && (
          <Notice tone="error" actions={<Button onClick={() => void load()}>{t('action_retry')}</Button>}>
            {errorText(failure)}
          </Notice>
        )}
        {loaded && loaded.damaged > 0 && <Notice tone="warning">{tCount('damaged', loaded.damaged)}</Notice>}
        {loaded && connect && (
          <Connect
            key={edited ? location.hash : 'new'}
            account={edited ?? null}
            first={loaded.accounts.length === 0}
            ended={edited !== undefined && (loaded.ended.has(edited.id) || (route.at === 'edit' && route.signIn))}
            onDone={() => {
              setConnecting(false);
              void load();
              go('');
            }}
          />
        )}
        {loaded && !connect && (
          <Accounts
            accounts={loaded.accounts}
            ended={loaded.ended}
            settings={loaded.settings}
            grantId={route.at === 'grant' ? route.accountId : null}
            onChanged={() => void load()}
            go={go}
          />
        )}
        {loaded && (
          <Preferences settings={loaded.settings} onChanged={(settings) => setLoaded({ ...loaded, settings })} />
        )}
        <Privacy />
      </main>
    </>
  );
}

function useRoute(): [Route, (hash: string) => void] {
  const [route, setRoute] = useState(() => parseRoute(location.hash));
  useEffect(() => {
    const follow = () => setRoute(parseRoute(location.hash));
    window.addEventListener('hashchange', follow);
    return () => window.removeEventListener('hashchange', follow);
  }, []);
  return [
    route,
    (hash) => {
      history.pushState(null, '', `${location.pathname}${hash}`);
      setRoute(parseRoute(hash));
    },
  ];
}
