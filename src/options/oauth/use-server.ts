import { useRef, useState } from 'preact/hooks';
import { type ErrorView, toErrorView } from '../../core/errors.ts';
import { originPattern } from '../../destinations/address.ts';
import type { DestinationId } from '../../destinations/destination.ts';
import type { Account, AuthorizationServerMetadata } from '../../messages/contract.ts';
import { send } from '../../messages/send.ts';
import { requestOrigins } from '../../platform/permissions.ts';
import type { Found } from '../found.ts';

/** The address of a server as the person gave it, and as it is asked. */
interface Server {
  issuer: string;
  url: URL;
}

export interface LookUp {
  busy: boolean;
  /** The person gave no access. */
  refused: boolean;
  failure: ErrorView | null;
  /** Another address is being typed: what comes of the former one is of no use. */
  forget(): void;
  /** Asks for access, then looks: as a click's first act, because after an await the browser would refuse to ask. */
  ask(server: Server): void;
  /** Looks where access is given already. */
  look(server: Server): void;
}

/** Asks a server what it says of itself. `onAnswer` gets null where it says nothing, or can't be asked. */
export function useServer(
  { destination, account, found }: { destination: DestinationId; account: Account | null; found: Found },
  onAnswer: (metadata: AuthorizationServerMetadata | null) => void,
): LookUp {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState(false);
  const [failure, setFailure] = useState<ErrorView | null>(null);
  /** Counts what was asked, and what makes an answer stale. */
  const asked = useRef(0);

  function start({ issuer }: Server, access: Promise<boolean>): void {
    asked.current += 1;
    const own = asked.current;
    const { allowHttp, extraHeaders, discovery } = found;
    setRefused(false);
    setFailure(null);
    setBusy(true);
    access
      .then((given) => {
        if (!given) return undefined;
        return send('accounts.authorizationServer', {
          ...{ destination, issuer, site: discovery.apiUrl, allowHttp },
          ...(extraHeaders === undefined ? {} : { extraHeaders }),
          ...(account === null ? {} : { accountId: account.id }),
        });
      })
      .then(
        (metadata) => {
          if (own !== asked.current) return;
          setBusy(false);
          if (metadata === undefined) setRefused(true);
          else onAnswer(metadata);
        },
        (thrown: unknown) => {
          if (own !== asked.current) return;
          setBusy(false);
          setFailure(toErrorView(thrown));
          onAnswer(null);
        },
      );
  }

  return {
    busy,
    refused,
    failure,
    forget() {
      asked.current += 1;
      setBusy(false);
      setRefused(false);
      setFailure(null);
    },
    ask: (server) => start(server, requestOrigins([originPattern(server.url)])),
    look: (server) => start(server, Promise.resolve(true)),
  };
}
