import { useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../core/errors.ts';
import { originPattern } from '../destinations/address.ts';
import type { Discovery } from '../destinations/destination.ts';
import { twinOf } from '../destinations/twin.ts';
import type { Account } from '../messages/contract.ts';
import { send } from '../messages/send.ts';
import { requestOrigins } from '../platform/permissions.ts';
import type { Found } from './found.ts';
import type { System } from './systems.ts';

/** A further host, and the address at which it was proposed. */
interface Proposed {
  needs: NonNullable<Discovery['needs']>;
  site: URL;
}

/** On which terms an address is looked at. */
type Terms = Omit<Found, 'discovery'>;

interface LookUp {
  busy: boolean;
  /** The host to which access was refused. */
  refused: string | null;
  failure: ErrorView | null;
  proposed: Proposed | null;
  /** Another address is being typed: no host is proposed for it yet. */
  forget(): void;
  /** Asks for access, then looks. `site`: the address given, where `url` is the host proposed there. */
  ask(url: URL, terms: Terms, site?: URL): void;
  /** Looks where access is given already. */
  look(url: URL, terms: Terms): void;
}

/** Access to an address, and then what stands there. */
export function useLookUp(system: System, account: Account | null, onFound: (found: Found) => void): LookUp {
  const { descriptor, reachedAt = (url: URL) => url } = system;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  const [proposed, setProposed] = useState<Proposed | null>(null);

  /** Asking is the first thing that happens with the click: after an await the browser would refuse to ask. */
  function ask(url: URL, terms: Terms, site?: URL): void {
    const twin = descriptor.asksForTwin ? twinOf(url) : null;
    start(url, terms, requestOrigins([reachedAt(url), ...(twin ? [twin] : [])].map(originPattern)), site);
  }

  function start(url: URL, terms: Terms, answer: Promise<boolean>, site?: URL): void {
    setRefused(null);
    setFailure(null);
    setBusy(true);
    discover(url, terms, answer, site).then(
      () => setBusy(false),
      (thrown: unknown) => {
        setFailure(toErrorView(thrown));
        setProposed(null);
        setBusy(false);
      },
    );
  }

  async function discover(url: URL, given: Terms, answer: Promise<boolean>, site?: URL): Promise<void> {
    if (!(await answer)) {
      setRefused(reachedAt(url).host);
      return;
    }
    // The opt-in to http was for the address that was given: a proposed host is never insecure.
    const terms = site === undefined ? given : { ...given, allowHttp: false };
    const discovery = await send('accounts.discover', {
      destination: descriptor.id,
      url: url.href,
      ...terms,
      ...(site === undefined ? {} : { site: site.href }),
      ...(account === null ? {} : { accountId: account.id }),
    });
    if (discovery.needs) setProposed({ needs: discovery.needs, site: site ?? url });
    else onFound({ ...terms, discovery });
  }

  return {
    busy,
    refused,
    failure,
    proposed,
    forget: () => setProposed(null),
    ask,
    look: (url, terms) => start(url, terms, Promise.resolve(true)),
  };
}
