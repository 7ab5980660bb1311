/** GitHub as far as sign-ins go, with a clock and an App of its own, and sessions of one browser that sign in to it. */
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { decodeJwt } from 'jose';
import { unknown } from 'valibot';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { AppPrivateKeyCredentials, Credentials } from '../../src/auth/credentials.ts';
import { DestinationError } from '../../src/core/errors.ts';
import type { Locks } from '../../src/core/ports.ts';
import type { AuthDeps, Authorizer, HttpDeps } from '../../src/destinations/destination.ts';
import { explainGitHub } from '../../src/destinations/github/errors.ts';
import { presetOf } from '../../src/destinations/github/presets.ts';
import type { GitHubSettings } from '../../src/destinations/github/settings.ts';
import { createGitHubAuthorizer, createGitHubReader } from '../../src/destinations/github/sign-in.ts';
import { createHttp } from '../../src/destinations/http.ts';
import { type Fault, type FaultServer, jsonAnswer, type RecordedRequest, startFaults } from '../servers/faults.ts';
import { lockSpace } from './locks.ts';
import { handClock, memoryStore } from './memory.ts';

export const NOON = Date.UTC(2026, 10, 21, 12);
export const HOUR = 3_600_000;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const APP: AppPrivateKeyCredentials = {
  ...{ method: 'app_private_key', appId: '123456' },
  privateKey: privateKey.export({ type: 'pkcs1', format: 'pem' }).toString(),
};

const repository = (name: string) => ({ owner: 'anna', name, isPrivate: false });
export const BLOG: GitHubSettings = {
  ...{ installation: { id: 7, account: 'anna' }, repository: repository('blog'), branch: 'main' },
  ...{ delivery: 'pull_request', hidesDrafts: false, images: 'copy' },
  layout: presetOf('plain', 'pull_request'),
};
export const in_ = (name: string): GitHubSettings => ({ ...BLOG, repository: repository(name) });

interface Given {
  body: { repositories?: string[]; permissions?: Record<string, string> };
  madeAt: number;
}

const refusal = (status: number, message: string): Fault =>
  jsonAnswer(status, { message, documentation_url: 'https://docs.github.com/rest', status: String(status) });

/** What GitHub does and knows, for the test that runs. */
function createGitHub(now: () => number) {
  const github = {
    /** How far its clock is ahead of ours, and how far what its answers say of it. */
    ...{ ahead: 0, dateAhead: 0 },
    /** ms for which a token that was just made is refused. */
    unknownFor: 0,
    suspended: false,
    /** Where it is installed for the blog; null where that was taken back. */
    installed: 7 as number | null,
    installations: [7],
    permissions: ['contents', 'pull_requests'],
    repositories: ['blog', 'news'],
    given: new Map<string, Given>(),
    revoked: new Set<string>(),
    /** What it answers in place of a token. */
    odd: null as Fault | null,
  };
  const clock = (): number => now() + github.ahead;

  /** What is wrong with the App's signature, if anything. */
  function faultOf(jwt: string): string | null {
    const [head, payload, signature = ''] = jwt.split('.');
    const isOurs = verify('sha256', Buffer.from(`${head}.${payload}`), publicKey, Buffer.from(signature, 'base64url'));
    if (!isOurs) return 'A JSON web token could not be decoded';
    const { iat = 0, exp = 0, iss } = decodeJwt(jwt);
    const seconds = clock() / 1000;
    if (exp > seconds + 600) return "'Expiration time' claim ('exp') is too far in the future";
    if (exp < seconds)
      return "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires";
    if (iat > seconds)
      return "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued";
    return iss === APP.appId ? null : 'A JSON web token could not be decoded';
  }

  function giveToken(path: string, text: string): Fault {
    if (github.odd !== null) return github.odd;
    if (github.suspended) return refusal(403, 'This installation has been suspended');
    if (path !== `/app/installations/${github.installed}/access_tokens`) return refusal(404, 'Not Found');
    const body: Given['body'] = JSON.parse(text);
    const isLacking = Object.keys(body.permissions ?? {}).some((name) => !github.permissions.includes(name));
    if (isLacking) return refusal(422, 'The permissions requested are not granted to this installation.');
    if ((body.repositories ?? []).some((name) => !github.repositories.includes(name)))
      return refusal(
        422,
        'There is at least one repository that does not exist or is not accessible to the parent installation.',
      );
    const token = `ghs_123456_${github.given.size + 1}`;
    github.given.set(token, { body, madeAt: now() });
    return jsonAnswer(201, { token, expires_at: new Date(clock() + HOUR).toISOString().replace('.000', '') });
  }

  const installation = (id: number) => ({ id, account: { login: 'anna' }, permissions: {}, suspended_at: null });

  function answer({ method, path, headers, body }: RecordedRequest): Fault {
    const token = headers.authorization?.replace('Bearer ', '') ?? '';
    if (path.startsWith('/app') || path.endsWith('/installation')) {
      const fault = faultOf(token);
      if (fault !== null) return refusal(401, fault);
      if (method === 'POST') return giveToken(path, body);
      if (path === '/app') return jsonAnswer(200, { slug: 'clips' });
      if (path.startsWith('/app/installations?')) return jsonAnswer(200, github.installations.map(installation));
      return path.includes('/blog/') && github.installed !== null
        ? jsonAnswer(200, installation(github.installed))
        : refusal(404, 'Not Found');
    }
    const given = github.given.get(token);
    const age = now() - (given?.madeAt ?? 0);
    if (given === undefined || github.revoked.has(token) || age < github.unknownFor || age >= HOUR)
      return refusal(401, 'Bad credentials');
    return jsonAnswer(200, { good_for: given.body.repositories ?? null });
  }

  const dated = (fault: Fault): Fault =>
    fault.kind === 'answer'
      ? { ...fault, headers: { ...fault.headers, date: new Date(clock() + github.dateAhead).toUTCString() } }
      : fault;
  return { github, answer: (request: RecordedRequest) => dated(answer(request)) };
}

/** Call it at the top of a test file: before each test it starts anew. */
export function githubSignIns() {
  const clock = handClock();
  const world = { ...createGitHub(clock.now), items: new Map<string, string>(), pauses: [] as number[] };
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaults();
  });
  afterAll(() => server.stop());
  beforeEach(() => {
    clock.set(NOON);
    Object.assign(world, createGitHub(clock.now), { items: new Map(), pauses: [] });
    server.set((request) => world.answer(request));
  });
  afterEach(() => server.requests.splice(0));

  /** One session of one context of the browser. */
  function session(locks: Locks) {
    const deps: HttpDeps = {
      ...{ fetch: (url, init) => fetch(url, init), clock, destination: 'github', explain: explainGitHub },
      wait: async (ms) => {
        world.pauses.push(ms);
        clock.advance(ms);
      },
    };
    const apiUrl = `${server.url}/`;
    const auth: AuthDeps = {
      ...{ subject: 'account-1', siteUrl: apiUrl, apiUrl, http: createHttp(deps), clock },
      httpWith: (authorizer) => createHttp({ ...deps, authorizer }),
      ...{ tokens: memoryStore(world.items), locks },
    };
    const asking = (authorizer: Authorizer, path: string) => {
      const http = createHttp({ ...deps, authorizer });
      return async () =>
        (await http.request({ method: 'GET', url: `${apiUrl}${path}`, expect: [200], schema: unknown() })).body;
    };
    return { auth, asking };
  }

  return {
    ...{ clock, world },
    /** A request of an account with these settings. */
    async open(
      settings = BLOG,
      { credentials = APP as Credentials, locks = lockSpace().context(), choosing = false } = {},
    ) {
      const { auth, asking } = session(locks);
      const deps: AuthDeps = { ...auth, ...(choosing ? { choosing } : {}) };
      return asking(await createGitHubAuthorizer(credentials, settings, deps), 'installation/repositories');
    },
    /** A request of the App itself. */
    openReader(credentials: Credentials = APP) {
      const { asking } = session(lockSpace().context());
      return asking(createGitHubReader(credentials) ?? expect.unreachable(), 'app');
    },
    asked: (): string[] => server.requests.map(({ method, path }) => `${method} ${path}`),
    sent: (): string[] => server.requests.map(({ headers }) => headers.authorization ?? ''),
    bodies: (): unknown[] =>
      server.requests.flatMap(({ method, body }) => (method === 'POST' ? [JSON.parse(body)] : [])),
    /** Code and reason of the refusal; it holds neither the key nor a token. */
    async errorOf(promise: Promise<unknown>): Promise<string> {
      const error: unknown = await promise.catch((thrown: unknown) => thrown);
      if (!(error instanceof DestinationError)) throw new Error(`no error of ours: ${String(error)}`);
      expect(JSON.stringify([error.toView(), error.message])).not.toMatch(/ghs_|BEGIN|eyJ/);
      return `${error.code} ${error.reason}`;
    },
  };
}

/** Whether a signature is of the App's key, and what it says. */
export function readJwt(authorization: string): { isOurs: boolean; claims: unknown; header: unknown } {
  const jwt = authorization.replace('Bearer ', '');
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const isOurs = verify(
    'sha256',
    Buffer.from(`${head}.${payload}`),
    createPublicKey(privateKey),
    Buffer.from(signature, 'base64url'),
  );
  return { isOurs, claims: decodeJwt(jwt), header: JSON.parse(Buffer.from(head, 'base64url').toString()) };
}
