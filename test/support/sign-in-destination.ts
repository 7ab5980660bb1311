/**
 * A small kind of system with both ways to sign in that a site can have: a token for a password, renewed by signing in
 * again, and a password made for one application. Its client parts are the real ones.
 */
import { literal, null_, object, safeParse, string } from 'valibot';
import { createBasicAuthorizer } from '../../src/auth/basic.ts';
import { createBearerAuthorizer } from '../../src/auth/bearer.ts';
import { createTokenSource } from '../../src/auth/token-source.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Destination } from '../../src/destinations/destination.ts';
import { type Fault, type FaultServer, jsonAnswer } from '../servers/faults.ts';

const unused = (): never => {
  throw new Error('set-up does not use this');
};

export const signInDestination: Destination = {
  descriptor: {
    id: 'wordpress',
    name: 'Sign-in Lab',
    authMethods: ['application_password', 'jwt_login'],
    fields: [],
    limits: { titleCodePoints: 255, excerptCodePoints: 300, tagCodePoints: 191, bodyBytes: 1_000_000 },
    uploadsImages: false,
    takesFeaturedImage: false,
    takesCanonical: false,
    asksForTwin: true,
  },
  parseSettings: () => ({}),
  async discover(url, { http }) {
    await http.request({ method: 'GET', url: `${url.origin}/`, expect: [200], schema: object({}) });
    return { siteUrl: url.href, apiUrl: url.href, title: 'Lab', version: '1', origins: [], settings: {} };
  },
  explain: ({ status }) =>
    status === 403
      ? { code: 'reauthorization_required', destination: 'wordpress', reason: 'stale', status }
      : undefined,
  async authorizer(credentials, _settings, { subject, siteUrl, tokens: store, locks, http }) {
    if (credentials.method === 'application_password') return createBasicAuthorizer(credentials);
    if (credentials.method !== 'jwt_login') return unused();
    const { username, password } = credentials;
    const source = createTokenSource({
      ...{ subject, store, locks },
      async renew() {
        const view = { code: 'reauthorization_required', destination: 'wordpress' } as const;
        if (password === undefined) throw new DestinationError(view);
        const { body } = await http.request({
          ...{ method: 'POST', url: `${siteUrl}token`, json: { username, password } },
          ...{ expect: [200], schema: object({ token: string() }) },
        });
        return { v: 1, accessToken: body.token, expiresAt: null };
      },
    });
    return createBearerAuthorizer(source, ({ reason }) => reason === 'stale');
  },
  async check({ siteUrl, http }) {
    const schema = object({ name: string(), role: string() });
    const { body } = await http.request({ method: 'GET', url: `${siteUrl}me`, expect: [200], schema });
    const identity = { siteTitle: 'Lab', userName: body.name, role: body.role };
    const ok = body.role !== 'subscriber';
    return { steps: [{ id: 'identity', outcome: ok ? 'ok' : 'failed' }], ok, identity };
  },
  async revoke({ siteUrl, http }) {
    await http.request({ method: 'DELETE', url: `${siteUrl}password`, expect: [204], schema: null_() });
  },
  options: unused,
  deliveryKey: unused,
  findDraft: unused,
  createDraft: unused,
  tidy: unused,
  getDraft: unused,
  deleteDraft: unused,
};

const basic = (username: string, password: string): string => `Basic ${btoa(`${username}:${password}`)}`;

/** Has the server answer as such a site, where `token-1`, `token-2` … are handed out. */
export function actAsSignInSite(server: FaultServer) {
  const site = {
    role: 'editor',
    /** Everyone's. */
    password: 'right',
    tokens: 0,
    stale: [] as string[],
    passwords: ['made-for-us'],
    revoked: [] as string[],
  };
  const me = (authorization = ''): Fault => {
    if (site.stale.includes(authorization)) return jsonAnswer(403, {});
    const known =
      /^Bearer token-\d+$/.test(authorization) ||
      site.passwords.some((password) => authorization === basic('anna', password));
    return known ? jsonAnswer(200, { name: 'Anna', role: site.role }) : jsonAnswer(401, {});
  };
  server.set(({ method, path, headers, body }) => {
    if (path === '/') return jsonAnswer(200, {});
    if (path === '/me') return me(headers.authorization);
    if (method === 'DELETE') {
      const password = site.passwords.find((one) => headers.authorization === basic('anna', one));
      if (password === undefined) return jsonAnswer(401, {});
      site.passwords = site.passwords.filter((one) => one !== password);
      site.revoked.push(password);
      return { kind: 'answer', status: 204, body: '' };
    }
    const Login = object({ username: string(), password: literal(site.password) });
    if (!safeParse(Login, JSON.parse(body)).success) return jsonAnswer(401, {});
    site.tokens += 1;
    return jsonAnswer(200, { token: `token-${site.tokens}` });
  });
  return site;
}
