/**
 * What the specs of the authorization-code grant share: a real authorization server that can be made slow, and a real
 * Ghost behind a proxy that takes its tokens.
 */
import {
  type BearerProxyOptions,
  ghostSite,
  type RunningBearerProxy,
  startBearerProxy,
} from '../servers/bearer-proxy.ts';
import { type FaultServer, startFaults } from '../servers/faults.ts';
import type { RunningGhost } from '../servers/ghost.ts';
import { DRAFTS_SCOPE, type OidcOptions, type RunningOidc, startOidc } from '../servers/oidc.ts';
import { freePort } from '../servers/process.ts';
import { test as base, expect } from './world.ts';

export { expect };

/** With which the proxy lets drafts through, and sign-ins last. */
export const SCOPE = `openid offline_access ${DRAFTS_SCOPE}`;

export interface OAuthWorld {
  oidc: RunningOidc;
  /** Where the authorization server is met. */
  front: FaultServer;
  /** Where Ghost is met. */
  proxy: RunningBearerProxy;
}

export interface RunningOAuthWorld extends OAuthWorld {
  stop(): Promise<void>;
}

export async function startOAuthWorld(ghost: RunningGhost, options: OidcOptions = {}): Promise<RunningOAuthWorld> {
  const port = await freePort();
  const front = await startFaults(`http://127.0.0.1:${port}`, { keepHost: true });
  const oidc = await startOidc({ issuer: front.url, ...options, port });
  const proxy = await startBearerProxy(behind(ghost, oidc));
  return {
    ...{ oidc, front, proxy },
    async stop() {
      for (const server of [proxy, front, oidc]) await server.stop();
    },
  };
}

const behind = (ghost: RunningGhost, oidc: RunningOidc): BearerProxyOptions => ({
  site: ghostSite(ghost.url, ghost.adminApiKey),
  oidc,
});

/** One server in front of a Ghost that is the authorization server too, at the usual addresses, and tells nobody so. */
export async function startOwnServer(ghost: RunningGhost): Promise<RunningOAuthWorld['proxy'] & { oidc: RunningOidc }> {
  const port = await freePort();
  const oidc = await startOidc({
    issuer: `http://127.0.0.1:${port}`,
    ...{ metadata: 'none', authorizationPath: '/ghost/authorize', tokenPath: '/token' },
  });
  const proxy = await startBearerProxy({ ...behind(ghost, oidc), port, servesOidc: true });
  return {
    ...{ ...proxy, oidc },
    async stop() {
      await proxy.stop();
      await oidc.stop();
    },
  };
}

/** Servers of its own for each test: what one test registers or spoils is no other's business. */
export const test = base.extend<{ oauth: OAuthWorld }>({
  oauth: async ({ ghost }, use) => {
    const running = await startOAuthWorld(ghost);
    await use(running);
    await running.stop();
  },
});

/** How often each refresh token was brought to the server; none is good for a second time. */
export function timesSent({ oidc }: Pick<OAuthWorld, 'oidc'>): number[] {
  const times = new Map<string, number>();
  for (const { grantType, refreshToken } of oidc.tokenRequests) {
    if (grantType !== 'refresh_token' || refreshToken === null) continue;
    times.set(refreshToken, (times.get(refreshToken) ?? 0) + 1);
  }
  return [...times.values()];
}
