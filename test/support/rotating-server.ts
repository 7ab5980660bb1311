/**
 * An authorization server, and the API behind it, that rotates refresh tokens as oidc-provider 9 does: each works once,
 * the second use of one ends its whole grant, and so does the revocation of any (measured; RFC 9700 §4.14.2).
 */
import type { Clock } from '../../src/core/ports.ts';

/** Something granted to a client by a person: all of its tokens end together. */
interface Grant {
  person: string;
  ended: boolean;
}

export interface Asked {
  method: string;
  path: string;
  headers: Headers;
  body: string;
}

export interface Answered {
  status: number;
  headers: Record<string, string>;
  body: string;
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answered => ({
  ...{ status, headers: { 'content-type': 'application/json', ...headers } },
  body: JSON.stringify(body),
});
const REFUSED = json(400, { error: 'invalid_grant', error_description: 'refresh token already used' });

/** @param name stands before each of its tokens */
export function rotatingServer(clock: Clock, name = '') {
  const refreshTokens = new Map<string, { grant: Grant; used: boolean; successor?: string }>();
  const accessTokens = new Map<string, { grant: Grant; endsAt: number; refused: boolean }>();
  const grants = new Map<string, Grant>();
  let count = 0;

  const server = {
    /** Seconds that access tokens live. */
    life: 3600,
    rotates: true,
    givesRefreshTokens: true,
    /** A refresh token that comes again gets the same successor as before: for clients that lost the answer. */
    hasGrace: false,
    /** Of whoever asks the API. */
    role: 'editor',
    secret: undefined as string | undefined,
    /** What to do in place of the token endpoint. */
    fault: null as Answered | null,
    /** Refresh tokens as they arrived, one for each request to the token endpoint. */
    refreshes: [] as string[],
    /** Tokens as they were revoked. */
    revoked: [] as string[],
    /** Access tokens that the API was asked with. */
    calls: [] as string[],
    /** Whatever arrived, as one text. */
    heard: '',

    /** What a person's sign-in gives, as oauth-client.ts gives it. */
    signIn(person = 'anna') {
      const former = grants.get(person);
      const grant = former === undefined || former.ended ? { person, ended: false } : former;
      grants.set(person, grant);
      const { access_token, refresh_token } = give(grant);
      const now = clock.now();
      const token = {
        v: 1,
        accessToken: access_token,
        issuedAt: now,
        expiresAt: now + (server.life - 1) * 1000,
      } as const;
      return refresh_token === undefined ? token : { ...token, refreshToken: refresh_token };
    },
    /** The API takes this access token no longer; its grant goes on. */
    refuse(accessToken: string): void {
      const token = accessTokens.get(accessToken);
      if (token !== undefined) token.refused = true;
    },
    endGrant(person = 'anna'): void {
      const grant = grants.get(person);
      if (grant !== undefined) grant.ended = true;
    },
    personOf: (refreshToken = ''): string | undefined => refreshTokens.get(refreshToken)?.grant.person,
    isGood(accessToken: string): boolean {
      const token = accessTokens.get(accessToken);
      return token !== undefined && !token.grant.ended && !token.refused && token.endsAt > clock.now();
    },

    answer({ method, path, headers, body }: Asked): Answered {
      server.heard += `${method} ${path} ${[...headers].join(' ')} ${body}\n`;
      if (method === 'POST' && path === '/token') return server.fault ?? refresh(new URLSearchParams(body));
      if (method === 'POST' && path === '/revoke') return revoke(new URLSearchParams(body).get('token') ?? '');
      const token = /^Bearer (.+)$/.exec(headers.get('authorization') ?? '')?.[1] ?? '';
      server.calls.push(token);
      if (server.isGood(token)) return json(200, { name: 'Anna', role: server.role });
      return json(401, {}, { 'www-authenticate': 'Bearer error="invalid_token"' });
    },
  };

  function give(grant: Grant): { access_token: string; refresh_token?: string } {
    count += 1;
    const access_token = `${name}access-${count}`;
    accessTokens.set(access_token, { grant, endsAt: clock.now() + server.life * 1000, refused: false });
    if (!server.givesRefreshTokens) return { access_token };
    const refresh_token = `${name}refresh-${count}`;
    refreshTokens.set(refresh_token, { grant, used: false });
    return { access_token, refresh_token };
  }

  function refresh(form: URLSearchParams): Answered {
    const sent = form.get('refresh_token') ?? '';
    server.refreshes.push(sent);
    if (server.secret !== undefined && form.get('client_secret') !== server.secret) {
      return json(401, { error: 'invalid_client' });
    }
    const token = refreshTokens.get(sent);
    if (token === undefined || token.grant.ended) return REFUSED;
    if (token.used && !(server.hasGrace && token.successor !== undefined)) {
      token.grant.ended = true;
      return REFUSED;
    }
    const { access_token, refresh_token = '' } = give(token.grant);
    const answer = { access_token, token_type: 'Bearer', expires_in: server.life };
    if (!server.rotates) return json(200, answer);
    token.used = true;
    token.successor ??= refresh_token;
    return json(200, { ...answer, refresh_token: token.successor });
  }

  function revoke(sent: string): Answered {
    server.revoked.push(sent);
    const grant = refreshTokens.get(sent)?.grant ?? accessTokens.get(sent)?.grant;
    if (grant !== undefined) grant.ended = true;
    return { status: 200, headers: {}, body: '' };
  }

  return server;
}

export type RotatingServer = ReturnType<typeof rotatingServer>;

/** The server over a fetch port, at any address. */
export const fetchFrom =
  (server: RotatingServer) =>
  async (url: string, init: RequestInit): Promise<Response> => {
    const { status, headers, body } = server.answer({
      ...{ method: init.method ?? 'GET', path: new URL(url).pathname, headers: new Headers(init.headers) },
      body: String(init.body ?? ''),
    });
    return new Response(body, { status, headers });
  };
