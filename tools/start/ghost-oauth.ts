/** Ghost behind a proxy that lets in whoever has signed in at an authorization server; the account is set up by OAuth. */
import { connectGhostByOAuth } from '../../test/e2e/drivers/connect-oauth.ts';
import { ghostSite, startBearerProxy } from '../../test/servers/bearer-proxy.ts';
import { startGhost } from '../../test/servers/ghost.ts';
import { DRAFTS_SCOPE, startOidc } from '../../test/servers/oidc.ts';
import { freePort } from '../../test/servers/process.ts';
import type { DemoOptions, DemoSite, DemoSystem } from './demo.ts';
import { adminAt, GHOST_VERSION, ghostDemo } from './ghost.ts';

const GHOST_PORT = 2370;
const SERVER_PORT = 8874;
/** Long enough to look around, short enough to see it refreshed. */
const TOKEN_SECONDS = 120;

export const ghostOAuthDemo: DemoSystem = {
  ...ghostDemo,
  name: 'Ghost behind OAuth',
  folder: `${ghostDemo.folder}-oauth`,
  // Where the proxy is found.
  port: 2371,
  async start({ dir, port, progress }: DemoOptions): Promise<DemoSite> {
    const ghost = await startGhost({ version: GHOST_VERSION, dir, port: await freePort(GHOST_PORT), progress });
    const oidc = await startOidc({ port: await freePort(SERVER_PORT), lives: { accessToken: TOKEN_SECONDS } });
    const proxy = await startBearerProxy({
      // Who comes without a token is at Ghost's admin in a tab: Ghost itself knows its sessions.
      site: {
        ...ghostSite(ghost.url, ghost.adminApiKey),
        isPublic: (_, { authorization }) => authorization === undefined,
      },
      ...{ oidc, port },
    });
    return {
      ...adminAt(proxy.url, ghost),
      connect: async (browser) =>
        void (await connectGhostByOAuth(browser, proxy.url, {
          issuer: oidc.issuer,
          register: (redirectUrl) => oidc.register({ redirectUris: [redirectUrl] }),
          scope: `openid offline_access ${DRAFTS_SCOPE}`,
        })),
      async stop() {
        await proxy.stop();
        await oidc.stop();
        await ghost.stop();
      },
    };
  },
};
