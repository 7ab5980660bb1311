import { useEffect, useRef, useState } from 'preact/hooks';
import type { DestinationId } from '../destinations/destination.ts';
import type { Account, AttentionView, ConnectResult } from '../messages/contract.ts';
import { siteName } from '../ui/account-name.ts';
import { Button } from '../ui/button.tsx';
import { Cure } from '../ui/cure.tsx';
import { Notice } from '../ui/notice.tsx';
import { t } from '../ui/t.ts';
import { AddressStep } from './address-step.tsx';
import { Answered } from './answered.tsx';
import { notSentText } from './attention.ts';
import { ChooseSystem } from './choose-system.tsx';
import { Connected } from './connected.tsx';
import type { Found } from './found.ts';
import { hostOf } from './host.ts';
import { SYSTEMS } from './systems.ts';

interface Done {
  account: Account;
  result: ConnectResult;
  logOutUrl: string | undefined;
}

/** From "Where do you publish?" to "Connected as …": the system, its address with the permission, the sign-in, the checks. */
export function Connect({
  account: known,
  first,
  ended,
  attention,
  onConnected,
  onDone,
}: {
  /** Null for a new one. */
  account: Account | null;
  first: boolean;
  /** The account's sign-in does not work any more. */
  ended: boolean;
  /** Its drafts that wait for the person, the newest first. */
  attention: readonly AttentionView[];
  onConnected: () => void;
  onDone: () => void;
}) {
  const [account, setAccount] = useState(known);
  const [id, setId] = useState<DestinationId | null>(known?.destination ?? null);
  const [found, setFound] = useState<Found | null>(null);
  /** What was typed as its address. */
  const [address, setAddress] = useState<string | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  /** It worked, for someone else. */
  const [again, setAgain] = useState(false);
  /** An account is looked up where it was, until the person wants another address. */
  const [lookAtOnce, setLookAtOnce] = useState(known !== null);
  const title = useRef<HTMLHeadingElement>(null);
  const step = done ? 'done' : found ? 'sign-in' : id ? 'address' : 'system';

  useEffect(() => {
    if (step === 'done' || step === 'system') title.current?.focus();
  }, [step]);

  function heading(): string {
    if (done) return t('connect_done');
    if (known) return t('connect_edit', siteName(known));
    return id ? t('connect_title') : t('connect_where');
  }

  function signInAgain({ account: connected }: Done): void {
    setAccount(connected);
    setAgain(true);
    setDone(null);
  }

  const system = id === null ? null : SYSTEMS[id];
  const notSent = done ? null : notSentText(attention);
  return (
    <section class="card" aria-labelledby="connect-title">
      <div class="card-head">
        <h2 id="connect-title" ref={title} tabIndex={-1}>
          {heading()}
        </h2>
        {!first && !done && (
          <Button kind="quiet" onClick={onDone}>
            {t('action_cancel')}
          </Button>
        )}
      </div>
      {notSent !== null && (
        <Notice tone="warning">
          <Cure text={notSent} />
        </Notice>
      )}
      {done ? (
        <Connected {...done} onAgain={() => signInAgain(done)} onDone={onDone} />
      ) : system === null ? (
        <ChooseSystem onChoose={setId} />
      ) : found === null ? (
        <>
          {account === null && (
            <Answered
              action={t('action_other_system')}
              onAction={() => {
                setId(null);
                setAddress(null);
              }}
            >
              <strong>{system.descriptor.name}</strong>
            </Answered>
          )}
          <AddressStep
            key={system.descriptor.id}
            system={system}
            account={account}
            typed={address}
            lookAtOnce={lookAtOnce}
            onFound={(there, typed) => {
              setAddress(typed);
              setFound(there);
            }}
          />
        </>
      ) : (
        <>
          <Answered
            action={t('action_other_address')}
            onAction={() => {
              setLookAtOnce(false);
              setFound(null);
            }}
          >
            <strong dir="auto">{found.discovery.title || hostOf(found.discovery.siteUrl)}</strong>
            <span class="found-about">{`${system.descriptor.name} ${found.discovery.version}`}</span>
            {!['', hostOf(found.discovery.siteUrl)].includes(found.discovery.title) && (
              <bdi class="account-host" dir="ltr">
                {hostOf(found.discovery.siteUrl)}
              </bdi>
            )}
          </Answered>
          <system.SignIn
            account={account}
            found={found}
            ended={ended || again}
            onConnected={(result, logOutUrl) => {
              if (!result.account) return;
              setDone({ account: result.account, result, logOutUrl });
              onConnected();
            }}
          />
        </>
      )}
    </section>
  );
}
