import { useEffect, useRef, useState } from 'preact/hooks';
import type { Discovery } from '../destinations/destination.ts';
import { ghostDescriptor } from '../destinations/ghost/descriptor.ts';
import type { Account, ConnectResult } from '../messages/contract.ts';
import { Button } from '../ui/button.tsx';
import { t } from '../ui/t.ts';
import { AddressStep } from './address-step.tsx';
import { Connected } from './connected.tsx';
import { CredentialsStep } from './credentials-step.tsx';
import { hostOf } from './host.ts';

/** What was found at the address the person gave, and on which terms. */
export interface Found {
  discovery: Discovery;
  allowHttp: boolean;
}

/** From an address to "Connected as …": the address with its permission, what stands there, the key, the checks. */
export function Connect({
  account,
  first,
  onDone,
}: {
  /** Null for a new one. */
  account: Account | null;
  first: boolean;
  onDone: () => void;
}) {
  const [found, setFound] = useState<Found | null>(null);
  const [result, setResult] = useState<ConnectResult | null>(null);
  const title = useRef<HTMLHeadingElement>(null);
  const connected = result?.account ?? null;

  useEffect(() => {
    if (connected) title.current?.focus();
  }, [connected]);

  const heading = connected
    ? t('connect_done')
    : account
      ? t('connect_edit', hostOf(account.siteUrl))
      : t('connect_title');
  return (
    <section class="card" aria-labelledby="connect-title">
      <div class="card-head">
        <h2 id="connect-title" ref={title} tabIndex={-1}>
          {heading}
        </h2>
        {!first && !connected && (
          <Button kind="quiet" onClick={onDone}>
            {t('action_cancel')}
          </Button>
        )}
      </div>
      {connected && result ? (
        <Connected account={connected} result={result} onDone={onDone} />
      ) : found === null ? (
        <AddressStep account={account} onFound={setFound} />
      ) : (
        <>
          <div class="found">
            <p>
              <strong dir="auto">{found.discovery.title}</strong>
              <span class="found-about">{`${ghostDescriptor.name} ${found.discovery.version}`}</span>
              <bdi class="account-host" dir="ltr">
                {hostOf(found.discovery.siteUrl)}
              </bdi>
            </p>
            <Button kind="quiet" onClick={() => setFound(null)}>
              {t('action_other_address')}
            </Button>
          </div>
          <CredentialsStep account={account} found={found} onConnected={setResult} />
        </>
      )}
    </section>
  );
}
