/**
 * The authorization-code grant as the background runs it, over real HTTP: an authorization server whose token endpoint
 * keeps count, a site that takes its tokens, and a person who says yes at once. What comes back is in the test's hand.
 */
import { createAuthorizations } from '../../src/background/authorization.ts';
import { createAuthorize, type RequestOf } from '../../src/background/authorize.ts';
import type { ConnectResult } from '../../src/messages/contract.ts';
import type { WindowOutcome } from '../../src/platform/identity.ts';
import { startAuthorizationServerFaults, tokenAnswer } from '../servers/authorization-server-faults.ts';
import { startFaults } from '../servers/faults.ts';
import { createAccountsWorld } from './accounts-world.ts';
import { authorizationDeps } from './authorizations.ts';
import { actAsSignInSite } from './sign-in-destination.ts';

export type CodeRequest = RequestOf<'authorization_code'>;
export type CodeServers = Awaited<ReturnType<typeof startCodeServers>>;
/** What becomes of the window that opens at an address. */
export type Launch = (address: string, onWindow: (windowId: number | null) => void) => Promise<WindowOutcome>;

export async function startCodeServers() {
  const server = await startAuthorizationServerFaults();
  const siteServer = await startFaults();
  const site = actAsSignInSite(siteServer);
  return {
    /** The authorization server. */
    server,
    site: { ...site, url: siteServer.url, requests: siteServer.requests },
    reset(): void {
      server.reset();
      server.at('token', tokenAnswer({ access_token: 'token-1' }));
      siteServer.requests.length = 0;
    },
    async stop(): Promise<void> {
      await server.stop();
      await siteServer.stop();
    },
  };
}

/** Where the person's yes leads from an address. */
export async function sayYes(address: string): Promise<string> {
  const answer = await fetch(address, { redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}

/** One browser with the extension. */
export function createCodeWorld({ server, site }: CodeServers) {
  const world = createAccountsWorld();
  const { sessionStore, sealed, clock, vault, accounts, fetch } = world;
  /** Every address that a window opened at. */
  const opened: URL[] = [];
  const request = (more: Partial<CodeRequest> = {}): CodeRequest => ({
    ...{ method: 'authorization_code', destination: 'wordpress', settings: {}, authorization: server.settings() },
    discovery: {
      ...{ siteUrl: `${site.url}/`, apiUrl: `${site.url}/`, title: 'Lab', version: '1', settings: {} },
      origins: ['http://127.0.0.1/*'],
    },
    ...more,
  });
  /** Match patterns that the person has been asked for. */
  const wanted: string[][] = [];
  const launches: Launch[] = [];
  const run = createAuthorize({
    ...{ vault, clock, fetch, connect: accounts.connect },
    authorizations: createAuthorizations(
      authorizationDeps({
        ...{ store: sessionStore, sealed, clock },
        launch(address, onWindow) {
          opened.push(new URL(address));
          return launches.shift()?.(address, onWindow) ?? Promise.resolve({ none: 'failed' });
        },
      }),
    ),
    mayReach: async (origins) => {
      wanted.push(origins);
      return world.granted.all;
    },
  });
  /** Signs in. One whose window never opens must not be begun before another one's has. */
  async function authorize(launch: Launch, asked: CodeRequest = request()): Promise<ConnectResult> {
    launches.push(launch);
    try {
      return await run(asked);
    } finally {
      if (launches.includes(launch)) launches.splice(launches.indexOf(launch), 1);
    }
  }
  return { ...world, opened, wanted, request, authorize };
}
export type CodeWorld = ReturnType<typeof createCodeWorld>;
