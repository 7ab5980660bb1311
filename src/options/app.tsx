import { useEffect, useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import type { Account, UserSettings } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { Button } from '../ui/button.tsx';
import { onChange } from '../ui/changes.ts';
import { errorText } from '../ui/error-text.ts';
import { Notice } from '../ui/notice.tsx';
import { t, tCount } from '../ui/t.ts';
import { Accounts } from './accounts.tsx';
import { endedAmong } from './attention.ts';
import { Connect } from './connect.tsx';
import { InterruptedSignIns } from './interrupted.tsx';
import { Preferences } from './preferences.tsx';
import { Privacy } from './privacy.tsx';
import { parseRoute, type Route } from './route.ts';
import { useAttention } from './use-attention.ts';

interface Loaded {
  accounts: Account[];
  settings: UserSettings;
  damaged: number;
}

export function App() {
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const attention = useAttention();
  const ended = attention && endedAmong(attention);
  /** Counts the readings, and the changes that make one stale. */
  const reading = useRef(0);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const { route, visit, go, leave } = useRoute();
  /** Someone who has just connected the first site stays with its good news. */
  const [connecting, setConnecting] = useState(false);

  async function load(): Promise<void> {
    reading.current += 1;
    const begun = reading.current;
    try {
      const [accounts, settings, damaged] = await Promise.all([
        send('accounts.list', null),
        send('settings.get', null),
        send('storage.damaged', null),
      ]);
      // What was changed here while it was read is newer, and is announced too.
      if (begun !== reading.current) return;
      setLoaded({ accounts, settings, damaged });
      setConnecting((was) => was || accounts.length === 0);
      setFailure(null);
    } catch (thrown) {
      setFailure(toErrorView(thrown));
    }
  }

  useEffect(() => {
    void load();
    return onChange((what) => {
      if (what.has('accounts') || what.has('settings')) void load();
    });
  }, []);

  function goHome(): void {
    setConnecting(false);
    void load();
    go('');
  }

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
        <InterruptedSignIns go={go} onDone={goHome} />
        {loaded && loaded.damaged > 0 && <Notice tone="warning">{tCount('damaged', loaded.damaged)}</Notice>}
        {loaded && ended && connect && (
          <Connect
            key={edited ? visit : 'new'}
            account={edited ?? null}
            first={loaded.accounts.length === 0}
            ended={edited !== undefined && (ended.has(edited.id) || (route.at === 'edit' && route.signIn))}
            attention={(attention ?? []).filter(({ accountId }) => accountId === edited?.id)}
            onConnected={leave}
            onDone={goHome}
          />
        )}
        {loaded && ended && !connect && (
          <Accounts
            accounts={loaded.accounts}
            ended={ended}
            settings={loaded.settings}
            returned={visit > 0}
            grantId={route.at === 'grant' ? route.accountId : null}
            onChanged={() => void load()}
            go={go}
          />
        )}
        {loaded && (
          <Preferences
            settings={loaded.settings}
            onChanged={(settings) => {
              reading.current += 1;
              setLoaded((known) => known && { ...known, settings });
            }}
          />
        )}
        <Privacy />
      </main>
    </>
  );
}

function useRoute(): {
  route: Route;
  /** Counts how often somebody was led to a place, also to the one where they are. */
  visit: number;
  go: (hash: string) => void;
  /** What there was to do here is done: it stays on show, and a link to this very place leads to it anew. */
  leave: () => void;
} {
  const [{ route, visit }, setPlace] = useState(() => ({ route: parseRoute(location.hash), visit: 0 }));
  const arrive = () => setPlace((was) => ({ route: parseRoute(location.hash), visit: was.visit + 1 }));
  useEffect(() => {
    window.addEventListener('hashchange', arrive);
    return () => window.removeEventListener('hashchange', arrive);
  }, []);
  return {
    route,
    visit,
    go(hash) {
      history.pushState(null, '', `${location.pathname}${hash}`);
      arrive();
    },
    leave: () => history.replaceState(null, '', location.pathname),
  };
}
