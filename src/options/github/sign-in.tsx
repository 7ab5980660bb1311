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
import { type Choices, githubTerms, type Place, placeOf, settledChoices, storedChoices } from './choices.ts';
import { SignInFields } from './sign-in-fields.tsx';
import { NOTHING_TYPED, readSignIn, type SignIn, type TypedSignIn } from './typed-sign-in.ts';
import { useLists } from './use-lists.ts';
import { WhereForm } from './where-form.tsx';

/** Who signs in; then, from what GitHub has, which repository drafts go to and how their files look. */
export function GitHubSignIn({ account, found, ended, onConnected }: SignInProps) {
  const { siteUrl, apiUrl } = found.discovery;
  // What is stored for one server is never sent to another.
  const own = account?.apiUrl === apiUrl ? account : null;
  const stored = storedChoices(own, found.discovery);
  const [typed, setTyped] = useState<TypedSignIn>(() => ({
    ...NOTHING_TYPED,
    way: own?.authMethod === 'app_private_key' ? 'app_private_key' : 'personal_access_token',
  }));
  /** What the lists were read with; null while somebody has to sign in. */
  const [signIn, setSignIn] = useState<SignIn | null>(null);
  const [wantsForm, setWantsForm] = useState(own === null || ended);
  /** Every fault in what is typed is named. */
  const [insist, setInsist] = useState(false);
  /** Where the lists are read. */
  const [asked, setAsked] = useState<Place>(() => placeOf(stored.installation, stored.repository));
  const { busy, report, failure, follow } = useConnection();
  const {
    busy: reading,
    failure: unread,
    lists,
    read,
  } = useLists((place) => githubTerms(account, found, { ...stored, ...place }));
  const endedHere = asksForSignIn(failure ?? unread, report);
  const works = own !== null && !ended && lists !== null && !endedHere;
  const typedNow = readSignIn(typed, works ? own.authMethod : null);
  const using = endedHere && 'signIn' in typedNow ? typedNow.signIn : (signIn ?? {});
  const faulty = insist && 'faults' in typedNow;
  const outcome = <Outcome report={report} failure={failure ?? unread} />;
  const fields = (
    <SignInFields
      {...{ siteUrl, typed, repository: stored.repository }}
      keeps={works && own.authMethod === typed.way}
      faults={faulty ? typedNow.faults : null}
      onChange={(changed) => {
        if (changed.way !== typed.way) setInsist(false);
        setTyped(changed);
      }}
    />
  );

  useEffect(() => {
    if (!wantsForm) void enter({});
  }, []);

  /** An account whose sign-in had ended needs nothing else, where all is as it was. */
  async function enter(as: SignIn): Promise<void> {
    const now = await read(as, asked);
    if (now === null) return;
    const settled = ended ? settledChoices(stored, now) : null;
    if (settled !== null && (await connect(settled, as))) return;
    setSignIn(as);
    setWantsForm(false);
  }

  async function connect(choices: Choices, as: SignIn): Promise<boolean> {
    const result = await follow(send('accounts.connect', { ...githubTerms(account, found, choices), ...as }));
    if (result) onConnected(result);
    return result !== null;
  }

  const asks = wantsForm || (lists === null && asksForSignIn(unread));
  const user = lists?.identity && userAndRole(lists.identity);
  return (
    <>
      {asks && (
        <SignInForm
          fields="first"
          secret="#token"
          busy={reading || busy}
          asking={t('github_asking')}
          onSubmit={() => {
            setInsist(true);
            if ('signIn' in typedNow) void enter(typedNow.signIn);
          }}
          action={works ? 'action_continue' : 'action_sign_in'}
        >
          {fields}
          {!faulty && outcome}
        </SignInForm>
      )}
      {!asks && lists === null && (
        <Reaching busy={reading} asking={t('github_asking')} onRetry={() => void enter({})}>
          {outcome}
        </Reaching>
      )}
      {!asks && !endedHere && lists !== null && (
        <Answered action={t('action_change')} onAction={() => setWantsForm(true)}>
          {user ? t('signed_in_as', user) : t('signed_in')}
        </Answered>
      )}
      {lists !== null && (
        <WhereForm
          {...{ account, stored, lists, found, busy, asked, reading }}
          shown={!asks}
          onRead={(place) => {
            setAsked(place);
            void read(using, place);
          }}
          onSave={(choices) => {
            setInsist(true);
            if (!endedHere || 'signIn' in typedNow) void connect(choices, using);
          }}
          head={
            endedHere &&
            !asks && (
              <>
                <Notice tone="warning">{t('github_ended_here')}</Notice>
                {fields}
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
