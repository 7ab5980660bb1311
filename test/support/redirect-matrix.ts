/** Every redirect at every endpoint of an authorization server, and what of our secrets arrives anywhere else. */
import {
  AS_SECRETS,
  type AuthorizationServerFaults,
  type Endpoint,
  endpointOf,
  startAuthorizationServerFaults,
} from '../servers/authorization-server-faults.ts';
import { startListener } from '../servers/listener.ts';
import { type Ask, REQUESTS } from './oauth-requests.ts';
import { secretBytes } from './secret-bytes.ts';

const ENDPOINT: Record<(typeof REQUESTS)[number], Endpoint> = {
  metadata: 'metadata',
  exchange: 'token',
  refresh: 'token',
  revoke: 'revoke',
};

const CODE_VERIFIER = 'secret-verifier-0123456789-0123456789-0123456789';
const STAGING = 'secret staging+/=';
const SECRETS = [...Object.values(AS_SECRETS), CODE_VERIFIER, STAGING];

export interface RedirectCase {
  status: 301 | 302 | 303 | 307 | 308;
  target: 'the same origin' | 'another origin' | 'from https to http';
  request: (typeof REQUESTS)[number];
}

export interface RedirectResult extends RedirectCase {
  /** Of two tries: the client's secret in the body, and in a header (RFC 6749 §2.3.1). */
  outcomes: string[];
  /** Bytes of any kind that arrived anywhere but at the endpoint. */
  elsewhere: number;
  secretElsewhere: number;
  /** Bytes of secrets that the endpoint itself was sent, as it should be. */
  secretAtEndpoint: number;
}

/** Sixty: twelve of each status. */
const REDIRECTS: readonly RedirectCase[] = ([301, 302, 303, 307, 308] as const).flatMap((status) =>
  (['the same origin', 'another origin', 'from https to http'] as const).flatMap((target) =>
    REQUESTS.map((request) => ({ status, target, request })),
  ),
);

/** Which have told the client anything but "redirected", or have not been asked, or have sent a byte elsewhere. */
const leaking = (results: readonly RedirectResult[]): RedirectResult[] =>
  results.filter(
    ({ outcomes, elsewhere, secretElsewhere, secretAtEndpoint }) =>
      outcomes.some((outcome) => outcome !== 'redirected') || elsewhere + secretElsewhere > 0 || secretAtEndpoint === 0,
  );

const summary = (where: string, results: readonly RedirectResult[]): string => {
  const kept = results.length - leaking(results).length;
  const leaked = results.reduce((bytes, { secretElsewhere }) => bytes + secretElsewhere, 0);
  return `${where}: ${kept} of ${results.length} redirects refused, ${leaked} secret bytes elsewhere`;
};

/** All sixty, and what a client that follows leaks at the twelve of one status: else nobody knows that a leak is seen. */
export async function findings(where: string, world: RedirectWorld) {
  const results = await world.run(REDIRECTS);
  console.log(summary(where, results));
  const careless = await world.run(
    REDIRECTS.filter(({ status }) => status === 307),
    true,
  );
  return {
    redirects: results.length,
    leaking: leaking(results),
    followed: careless.length,
    followedUnseen: careless.filter(({ secretElsewhere }) => secretElsewhere === 0),
  };
}

export interface RedirectWorld {
  /** @param careless follows the redirects, to show what would leak */
  run(cases: readonly RedirectCase[], careless?: boolean): Promise<RedirectResult[]>;
  stop(): Promise<void>;
}

/** @param ask makes a request with the real client: here, or in a browser */
export async function startRedirectWorld(ask: Ask): Promise<RedirectWorld> {
  const plain = await startAuthorizationServerFaults();
  const secure = await startAuthorizationServerFaults({ secure: true });
  const stranger = await startListener({ access_token: 'theirs', token_type: 'Bearer' });

  async function runOne(one: RedirectCase, careless: boolean): Promise<RedirectResult> {
    const { status, target, request } = one;
    const server = target === 'from https to http' ? secure : plain;
    const to = target === 'the same origin' ? `${server.url}/moved` : `${stranger.url}/taken`;
    server.reset();
    const before = stranger.received().length;
    server.at(ENDPOINT[request], { kind: 'redirect', status, to });
    const outcomes = [];
    for (const clientAuthentication of ['client_secret_post', 'client_secret_basic'] as const) {
      const outcome = await ask(request, {
        ...{ careless, settings: server.settings({ clientAuthentication }) },
        ...{ ...AS_SECRETS, codeVerifier: CODE_VERIFIER, extraHeaders: [['x-staging', STAGING]] },
      });
      outcomes.push('error' in outcome ? outcome.error.code : 'done');
    }
    const elsewhere = stranger.received().slice(before) + astray(server, ENDPOINT[request]);
    return {
      ...{ ...one, outcomes, elsewhere: elsewhere.length },
      secretElsewhere: secretBytes(elsewhere, SECRETS),
      secretAtEndpoint: secretBytes(JSON.stringify(server.askedOf(ENDPOINT[request])), SECRETS),
    };
  }

  return {
    async run(cases, careless = false) {
      const results = [];
      for (const one of cases) results.push(await runOne(one, careless));
      return results;
    },
    async stop() {
      for (const server of [plain, secure, stranger]) await server.stop();
    },
  };
}

/** What the server itself was asked at any address but the endpoint's. */
function astray(server: AuthorizationServerFaults, endpoint: Endpoint): string {
  return server.requests
    .filter((request) => endpointOf(request) !== endpoint)
    .map((request) => JSON.stringify(request))
    .join('\n');
}
