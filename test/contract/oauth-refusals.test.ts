/** Every way in which a sign-in at a real authorization server comes to nothing, and what the person is told. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DestinationError } from '../../src/core/errors.ts';
import type { AuthorizeRequest } from '../../src/messages/contract.ts';
import { type FaultServer, jsonAnswer, startFaults } from '../servers/faults.ts';
import type { Visit } from '../servers/oidc/person.ts';
import { anOAuthSite, type OAuthSite } from './oauth-site.ts';

let ghost: FaultServer;
let site: OAuthSite;
beforeEach(async () => {
  // No sign-in gets as far as the site: it only needs to be found.
  ghost = await startFaults();
  ghost.set(jsonAnswer(200, { site: { title: 'Clip Lab', url: 'http://127.0.0.1/', version: '6.65' } }));
  const behind = { url: ghost.url, isPublic: () => true, authorization: () => '', keepsHost: true };
  site = await anOAuthSite({ destination: 'ghost', site: behind });
});
afterEach(async () => {
  await site.stop();
  await ghost.stop();
});

async function reasonOf(request: AuthorizeRequest): Promise<string> {
  const thrown = await site.browser.authorize(request).catch((error: unknown) => error);
  return thrown instanceof DestinationError ? `${thrown.code} ${thrown.reason}` : `no error: ${JSON.stringify(thrown)}`;
}

interface Case {
  request?: () => Promise<Partial<AuthorizeRequest>> | Partial<AuthorizeRequest>;
  window?: (address: string) => Promise<Visit>;
  /** At the token endpoint. */
  asked?: number;
}
/** What happens between the yes and the exchange. */
const allowThen = (happen: () => void) => async (address: string) => {
  const answer = await site.person.allow(address);
  happen();
  return answer;
};

const CASES: [string, string, Case][] = [
  ['the person says no to what is asked for', 'authorization_declined', { window: (at) => site.person.deny(at) }],
  ['the person gives up at the login form', 'authorization_declined', { window: (at) => site.person.cancel(at) }],
  ['the window is closed', 'authorization_closed', { window: async () => ({ none: 'closed' }) }],
  [
    'the server does not know the client',
    'oauth_wrong_client',
    { request: () => ({ authorization: { ...site.authorization, clientId: 'nobody' } }) },
  ],
  [
    'our address is not registered',
    'oauth_redirect_unregistered',
    {
      request() {
        const { clientId } = site.oidc.register({ redirectUris: ['https://another.example/'] });
        return { authorization: { ...site.authorization, clientId } };
      },
    },
  ],
  ['the secret is wrong', 'oauth_wrong_client', { request: () => ({ clientSecret: 'wrong' }), asked: 1 }],
  ['the secret is missing', 'oauth_wrong_client', { request: () => ({ clientSecret: '' }), asked: 1 }],
  [
    'the code has ended before it is exchanged',
    'oauth_code_expired',
    {
      asked: 1,
      window: allowThen(() => site.oidc.expireCodes()),
    },
  ],
  [
    'the code was used before',
    'oauth_code_expired',
    {
      asked: 1,
      window: allowThen(() => site.oidc.useCodes()),
    },
  ],
  [
    'the client may not ask for what is asked for',
    'oauth_scope_refused',
    {
      async request() {
        const { clientId } = await site.register({ scope: 'openid' });
        return { authorization: { ...site.authorization, clientId } };
      },
    },
  ],
  [
    'the server is gone when the window opens',
    'oauth_unreachable',
    {
      async window(address) {
        await site.oidc.stop();
        return site.person.allow(address);
      },
    },
  ],
  [
    'the server is gone when the code is to be exchanged',
    'oauth_unreachable',
    {
      async window(address) {
        const answer = await site.person.allow(address);
        await site.oidc.stop();
        return answer;
      },
    },
  ],
];

test.each(CASES)('%s: %s', async (_name, reason, { request, window, asked = 0 }) => {
  if (window !== undefined) site.window.answer = window;
  expect(await reasonOf(site.request(await request?.()))).toMatch(new RegExp(` ${reason}$`));
  expect(site.oidc.tokenRequests.filter(({ endpoint }) => endpoint === 'token')).toHaveLength(asked);
  expect(await site.browser.background().vault.listAccounts()).toEqual([]);
  expect(site.browser.atRest()).toBe('');
});
