import { useEffect, useState } from 'preact/hooks';
import { send } from '../../messages/send.ts';
import { userAndRole } from '../../ui/account-name.ts';
import { Notice } from '../../ui/notice.tsx';
import { t } from '../../ui/t.ts';
import { Answered } from '../answered.tsx';
import { asksForSignIn } from '../asks-sign-in.ts';
import { useConnection } from '../connection.ts';
import { Outcome } from '../outcome.tsx';
import { Reaching } from '../reaching.tsx';
import { SignInForm } from '../sign-in-form.tsx';
import type { SignInProps } from '../systems.ts';
import { type Choices, contentjetTerms, settledChoices, storedChoices } from './choices.ts';
import { SignInFields, WhoFields } from './sign-in-fields.tsx';
import { readSignIn, type SignIn, type TypedSignIn } from './typed-sign-in.ts';
import { useLists } from './use-lists.ts';
import { WhereForm } from './where-form.tsx';

/** Who signs in; then, from what the site has, where drafts go and how they fill an entry. */
export function ContentjetSignIn({ account, found, ended, onConnected }: SignInProps) {
  const { apiUrl } = found.discovery;
  // What is stored for one server is never sent to another.
  const own = account?.apiUrl === apiUrl ? account : null;
  const stored = storedChoices(own, found.discovery);
  const [typed, setTyped] = useState<TypedSignIn>(() => ({
    ...{ username: own ? null : '', password: '', clientId: '', clientSecret: '' },
    removeClient: false,
    stay: stored.stay,
  }));
  /** What the lists were read with; null while somebody has to sign in. */
  const [signIn, setSignIn] = useState<SignIn | null>(null);
  const [wantsForm, setWantsForm] = useState(own === null || ended);
  /** Every fault in what is typed is named. */
  const [insist, setInsist] = useState(false);
  const { busy, report, failure, follow } = useConnection();
  const withStay = (choices: Choices): Choices => ({ ...choices, stay: typed.stay });
  const {
    busy: reading,
    failure: unread,
    lists,
    read,
  } = useLists((project) => contentjetTerms(account, found, withStay({ ...stored, project })));
  const knownAs = own && (userAndRole(own.identity) ?? t('contentjet_same_user'));
  const endedHere = lists?.identity === null || asksForSignIn(failure ?? unread, report);
  const works = own !== null && !ended && lists !== null && !endedHere;
  const typedNow = readSignIn(typed, works ? stored.stay : null);
  const using = endedHere && 'signIn' in typedNow ? typedNow.signIn : (signIn ?? {});
  const outcome = <Outcome report={report} failure={failure ?? unread} />;
  const fields = {
    ...{ typed, knownAs, keeps: works, onChange: setTyped },
    faults: insist && 'faults' in typedNow ? typedNow.faults : null,
  };

  useEffect(() => {
    if (!wantsForm) void enter({});
  }, []);

  /** An account whose sign-in had ended needs nothing else, where all is as it was. */
  async function enter(as: SignIn): Promise<void> {
    const now = await read(as, stored.project);
    if (now === null) return;
    const settled = ended ? settledChoices(stored, now) : null;
    if (settled !== null && (await connect(settled, as))) return;
    setSignIn(as);
    setWantsForm(false);
  }

  async function connect(choices: Choices, as: SignIn): Promise<boolean> {
    const terms = contentjetTerms(account, found, withStay(choices));
    const result = await follow(send('accounts.connect', { ...terms, ...as }));
    if (result) onConnected(result);
    return result !== null;
  }

  const asks = wantsForm || (lists === null && asksForSignIn(unread));
  const user = lists?.identity && userAndRole(lists.identity);
  return (
    <>
      {asks && (
        <SignInForm
          fields={typed.username === null ? 'password' : 'username'}
          secret="#password"
          busy={reading || busy}
          asking={t('contentjet_asking')}
          onSubmit={() => {
            setInsist(true);
            if ('signIn' in typedNow) void enter(typedNow.signIn);
          }}
          action={works ? 'action_continue' : 'action_sign_in'}
        >
          <SignInFields {...fields} />
          {outcome}
        </SignInForm>
      )}
      {!asks && lists === null && (
        <Reaching busy={reading} asking={t('contentjet_asking')} onRetry={() => void enter({})}>
          {outcome}
        </Reaching>
      )}
      {!asks && !endedHere && user && (
        <Answered action={t('action_change')} onAction={() => setWantsForm(true)}>
          {t('signed_in_as', user)}
        </Answered>
      )}
      {lists !== null && (
        <WhereForm
          shown={!asks}
          stored={stored}
          lists={lists}
          found={found}
          action={account === null ? 'action_connect_now' : 'action_save'}
          busy={busy}
          reading={reading}
          onRead={(project) => void read(using, project)}
          onSave={(choices) => {
            setInsist(true);
            if (!endedHere || 'signIn' in typedNow) void connect(choices, using);
          }}
          head={
            endedHere &&
            !asks && (
              <>
                <Notice tone="warning">{t('contentjet_ended_here')}</Notice>
                <WhoFields {...fields} />
              </>
            )
          }
        >
          {!asks && outcome}
        </WhereForm>
      )}
    </>
  );
}
