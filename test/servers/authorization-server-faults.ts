/**
 * An authorization server (RFC 6749) each of whose endpoints does what a test says, and behaves where none does. It
 * checks nothing: whether what we ask is right is the certified server's to say.
 */
import type { AuthorizationSettings } from '../../src/auth/authorization-settings.ts';
import { type Fault, type FaultServer, jsonAnswer, type RecordedRequest, startFaults } from './faults.ts';

export type Endpoint = 'metadata' | 'authorize' | 'token' | 'revoke';

const PATHS: Record<Exclude<Endpoint, 'metadata'>, string> = {
  authorize: '/authorize',
  token: '/token',
  revoke: '/revoke',
};

/** Everything that must not arrive anywhere but where it belongs. Marked by `secret`, and hard to send without encoding. */
export const AS_SECRETS = {
  code: 'secret-code/+~1',
  clientSecret: 'client secret-+/%:&=',
  accessToken: 'secret-access-token.1~+/==',
  refreshToken: 'secret-refresh-token.1~+/==',
} as const;

export interface AuthorizationServerFaults {
  /** Its issuer identifier. */
  url: string;
  requests: RecordedRequest[];
  /** What one endpoint does from now on. */
  at(endpoint: Endpoint, fault: Fault | ((request: RecordedRequest) => Fault)): void;
  /** Every endpoint does what it should again, and nothing has been asked. */
  reset(): void;
  /** What was asked of one endpoint. */
  askedOf(endpoint: Endpoint): RecordedRequest[];
  settings(more?: Partial<AuthorizationSettings>): AuthorizationSettings;
  stop(): Promise<void>;
}

/** The answer of a token endpoint to a grant (RFC 6749 §5.1). */
export const tokenAnswer = (more: Record<string, unknown> = {}, headers: Record<string, string> = {}): Fault =>
  jsonAnswer(
    200,
    {
      access_token: AS_SECRETS.accessToken,
      token_type: 'Bearer',
      expires_in: 3600,
      refresh_token: AS_SECRETS.refreshToken,
      ...more,
    },
    { 'cache-control': 'no-store', ...headers },
  );

export function endpointOf({ path }: RecordedRequest): Endpoint | undefined {
  const { pathname } = new URL(path, 'http://as.invalid');
  if (pathname.startsWith('/.well-known/')) return 'metadata';
  return (['authorize', 'token', 'revoke'] as const).find((endpoint) => PATHS[endpoint] === pathname);
}

/** @param options.secure it speaks https, with a certificate that nobody knows */
export async function startAuthorizationServerFaults({ secure = false } = {}): Promise<AuthorizationServerFaults> {
  const behaving = await startFaults();
  const front = await startFaults(behaving.url, { secure });
  const faults = new Map<Endpoint, Fault | ((request: RecordedRequest) => Fault)>();
  const settings = (more: Partial<AuthorizationSettings> = {}): AuthorizationSettings => ({
    issuer: front.url,
    authorizationEndpoint: `${front.url}${PATHS.authorize}`,
    tokenEndpoint: `${front.url}${PATHS.token}`,
    revocationEndpoint: `${front.url}${PATHS.revoke}`,
    clientId: 'clipdraft',
    clientAuthentication: 'client_secret_post',
    scope: 'drafts',
    responseMode: 'query',
    ...more,
  });
  behaving.set((request) => behave(request, settings()));
  front.set((request) => {
    const endpoint = endpointOf(request);
    const fault = endpoint === undefined ? undefined : faults.get(endpoint);
    return typeof fault === 'function' ? fault(request) : (fault ?? { kind: 'pass' });
  });
  return {
    url: front.url,
    requests: front.requests,
    at: (endpoint, fault) => void faults.set(endpoint, fault),
    reset() {
      faults.clear();
      front.requests.length = 0;
    },
    askedOf: (endpoint) => front.requests.filter((request) => endpointOf(request) === endpoint),
    settings,
    stop: () => stopAll(front, behaving),
  };
}

async function stopAll(...servers: FaultServer[]): Promise<void> {
  for (const server of servers) await server.stop();
}

function behave(request: RecordedRequest, settings: AuthorizationSettings): Fault {
  switch (endpointOf(request)) {
    case 'metadata':
      return jsonAnswer(200, {
        issuer: settings.issuer,
        authorization_endpoint: settings.authorizationEndpoint,
        token_endpoint: settings.tokenEndpoint,
        revocation_endpoint: settings.revocationEndpoint,
        response_types_supported: ['code'],
        code_challenge_methods_supported: ['S256'],
      });
    case 'authorize':
      return { kind: 'redirect', status: 302, to: answerTo(new URL(request.path, settings.issuer).searchParams) };
    case 'token':
      return tokenAnswer();
    case 'revoke':
      return { kind: 'answer', status: 200, body: '' };
    case undefined:
      return jsonAnswer(404, {});
  }
}

/** The person always says yes (RFC 6749 §4.1.2). */
function answerTo(asked: URLSearchParams): string {
  const answer = new URLSearchParams({ code: AS_SECRETS.code, state: asked.get('state') ?? '' });
  return `${asked.get('redirect_uri')}${asked.get('response_mode') === 'fragment' ? '#' : '?'}${answer}`;
}
