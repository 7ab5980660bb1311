import { beforeEach, describe, expect, test } from 'vitest';
import { lockSpace } from '../../test/support/locks.ts';
import { handClock, memoryStore } from '../../test/support/memory.ts';
import { DestinationError, type ErrorCode } from '../core/errors.ts';
import { type AuthorizationCodeDeps, createAuthorizationCodeAuthorizer, revokeGrant } from './authorization-code.ts';
import type { TokenSet } from './token-source.ts';

const HOUR = 3_600_000;
const KEY = 'token:account-1';
const SIGN_IN_AGAIN = { code: 'reauthorization_required', destination: 'ghost', reason: 'oauth_sign_in_again' };
const failure = (code: ErrorCode, status?: number) =>
  new DestinationError({ code, destination: 'ghost', ...(status === undefined ? {} : { status }) });
const invalidGrant = () => failure('reauthorization_required', 400);

/** An account with the refresh token `refresh-1`, whose access token has ended. */
function setUp() {
  const clock = handClock();
  const items = new Map<string, string>();
  const tokens = memoryStore(items);
  const world = {
    clock,
    items,
    asked: [] as string[],
    revoked: [] as string[],
    written: [] as (string | null)[],
    refreshToken: 'refresh-1' as string | undefined,
    answer: async (_sent: string): Promise<Partial<TokenSet>> => ({
      refreshToken: `refresh-${world.asked.length + 1}`,
    }),
    isRenewable: true,
    stored: (): TokenSet => JSON.parse(items.get(KEY) ?? 'null'),
  };
  const client = {
    async refresh(sent: string): Promise<TokenSet> {
      world.asked.push(sent);
      const answer = await world.answer(sent);
      const issuedAt = clock.now();
      return { v: 1, accessToken: `access-${world.asked.length + 1}`, issuedAt, expiresAt: issuedAt + HOUR, ...answer };
    },
    async revoke(token: string, hint: string) {
      world.revoked.push(`${hint} ${token}`);
      if (token === 'refresh-1') throw failure('offline');
    },
  };
  const deps = (): AuthorizationCodeDeps => ({
    ...{ subject: 'account-1', tokens, clock, destination: 'ghost', isRenewable: world.isRenewable },
    locks: lockSpace().context(),
    home: {
      read: async () => ({ client, refreshToken: world.refreshToken }),
      async replaceRefreshToken(token) {
        world.written.push(token);
        world.refreshToken = token ?? undefined;
      },
    },
  });
  const authorizer = () => createAuthorizationCodeAuthorizer(deps());
  const bearer = async (one = authorizer()): Promise<string | null> => {
    const headers = new Headers();
    await one.authorize(headers, 0);
    return headers.get('authorization');
  };
  items.set(KEY, JSON.stringify({ v: 1, accessToken: 'access-1', expiresAt: clock.now() }));
  return { ...{ world, deps, authorizer, bearer } };
}

let { world, deps, authorizer, bearer } = setUp();
beforeEach(() => {
  ({ world, deps, authorizer, bearer } = setUp());
});

describe('a token that has ended', () => {
  test('is replaced with the refresh token; the one that comes with it goes into the vault, not into the session', async () => {
    expect(await bearer()).toBe('Bearer access-2');
    expect(world.asked).toEqual(['refresh-1']);
    expect(world.written).toEqual(['refresh-2']);
    expect(Object.keys(world.stored()).sort()).toEqual(['accessToken', 'expiresAt', 'issuedAt', 'v']);
  });

  test.each<[string, Partial<TokenSet>]>([
    ['without a refresh token (RFC 6749 §6)', {}],
    ['with the same one', { refreshToken: 'refresh-1' }],
  ])('and is answered %s: the vault is left alone', async (_, answer) => {
    world.answer = async () => answer;
    expect(await bearer()).toBe('Bearer access-2');
    expect(world.written).toEqual([]);
  });

  test('without a refresh token: nothing is asked, the person is', async () => {
    world.refreshToken = undefined;
    await expect(bearer()).rejects.toMatchObject(SIGN_IN_AGAIN);
    expect(world.asked).toEqual([]);
  });

  test('by our own clock, whatever the site’s says', async () => {
    world.clock.advance(-HOUR);
    const headers = new Headers();
    await authorizer().authorize(headers, world.clock.now() + 10 * HOUR);
    expect(headers.get('authorization')).toBe('Bearer access-1');
  });
});

describe('a token that lives only a minute', () => {
  test('is used for half of it, and renewed then', async () => {
    world.answer = async () => ({ expiresAt: world.clock.now() + 59_000 });
    expect([await bearer(), await bearer()]).toEqual(['Bearer access-2', 'Bearer access-2']);
    world.clock.advance(29_000);
    expect(await bearer()).toBe('Bearer access-2');
    world.clock.advance(1000);
    expect(await bearer()).toBe('Bearer access-3');
  });
});

describe('a refresh that fails', () => {
  test.each<[string, ErrorCode, number?]>([
    ['nobody is reached', 'offline'],
    ['no answer comes', 'timeout'],
    ['the server is in trouble', 'server_error', 503],
    ['something else answers', 'unexpected_response', 200],
    ['too much was asked', 'rate_limited', 429],
  ])('because %s is told as it is, and tried once more at the next need', async (_, code, status) => {
    world.answer = () => Promise.reject(failure(code, status));
    await expect(bearer()).rejects.toMatchObject({ code });
    expect(world.refreshToken).toBe('refresh-1');
    await expect(bearer()).rejects.toMatchObject({ code });
    expect(world.asked).toEqual(['refresh-1', 'refresh-1']);
  });

  test('because the client is refused keeps the refresh token, and is not asked again for a minute', async () => {
    world.answer = () => Promise.reject(failure('credentials_rejected', 401));
    await expect(bearer()).rejects.toMatchObject({ code: 'credentials_rejected' });
    await expect(bearer()).rejects.toMatchObject({ code: 'credentials_rejected' });
    expect(world.asked).toEqual(['refresh-1']);
    expect(world.refreshToken).toBe('refresh-1');
  });
});

describe('a refresh token that the server refuses', () => {
  test('is forgotten and never sent again: only a new sign-in helps', async () => {
    world.answer = () => Promise.reject(invalidGrant());
    await expect(bearer()).rejects.toMatchObject(SIGN_IN_AGAIN);
    expect(world.refreshToken).toBeUndefined();
    world.clock.advance(HOUR);
    await expect(bearer()).rejects.toMatchObject(SIGN_IN_AGAIN);
    expect(world.asked).toEqual(['refresh-1']);
  });

  test('while another has taken its place: that one is used', async () => {
    world.answer = async (sent) => {
      if (sent !== 'refresh-1') return { refreshToken: 'refresh-4' };
      world.refreshToken = 'refresh-3';
      throw invalidGrant();
    };
    expect(await bearer()).toBe('Bearer access-3');
    expect(world.asked).toEqual(['refresh-1', 'refresh-3']);
    expect(world.refreshToken).toBe('refresh-4');
  });

  test('and the one that has taken its place too: that is the end of it', async () => {
    world.answer = async () => {
      world.refreshToken = `refresh-${world.asked.length + 1}`;
      throw invalidGrant();
    };
    await expect(bearer()).rejects.toMatchObject(SIGN_IN_AGAIN);
    expect(world.asked).toEqual(['refresh-1', 'refresh-2']);
    expect(world.refreshToken).toBeUndefined();
  });

  test('is the person’s matter also where there is no way to forget it', async () => {
    world.answer = () => Promise.reject(invalidGrant());
    const { home, ...rest } = deps();
    const full = { ...home, replaceRefreshToken: () => Promise.reject(failure('storage_full')) };
    await expect(bearer(createAuthorizationCodeAuthorizer({ ...rest, home: full }))).rejects.toMatchObject(
      SIGN_IN_AGAIN,
    );
  });
});

describe('a refusal by the site', () => {
  const sentWith = (token: string): Headers => new Headers({ authorization: `Bearer ${token}` });

  test.each([
    [401, 'new_token'],
    [400, null],
    [403, null],
  ])('with %i may be cured: %s', (status, cure) => {
    expect(authorizer().cureOf(failure('credentials_rejected', status), sentWith('access-1'))).toBe(cure);
  });

  test('of the request for a token is none of the token', () => {
    expect(authorizer().cureOf(failure('credentials_rejected', 401), new Headers())).toBeNull();
  });

  test('right after a sign-in that gave nothing to renew with is not for the token’s age', () => {
    world.isRenewable = false;
    expect(authorizer().cureOf(failure('credentials_rejected', 401), sentWith('access-1'))).toBeNull();
  });

  test('ends the token it went with, and no other', async () => {
    world.clock.advance(-HOUR);
    const one = authorizer();
    expect(await bearer(one)).toBe('Bearer access-1');
    one.cureOf(failure('credentials_rejected', 401), sentWith('access-1'));
    expect([await bearer(one), await bearer()]).toEqual(['Bearer access-2', 'Bearer access-2']);
    expect(world.asked).toEqual(['refresh-1']);
  });
});

describe('a revocation', () => {
  test('names the refresh token first, and the access token whatever became of that', async () => {
    await revokeGrant(deps());
    expect(world.revoked).toEqual(['refresh_token refresh-1', 'access_token access-1']);
  });

  test('names what is there', async () => {
    world.refreshToken = undefined;
    world.items.clear();
    await revokeGrant(deps());
    expect(world.revoked).toEqual([]);
  });
});
