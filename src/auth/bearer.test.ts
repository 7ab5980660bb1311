import { expect, test } from 'vitest';
import { DestinationError } from '../core/errors.ts';
import { createBearerAuthorizer } from './bearer.ts';

/** A source that gives `one`, and `two` once that was refused. */
function setUp() {
  const asked: { serverNow: number; refused: string | null }[] = [];
  const authorizer = createBearerAuthorizer(
    {
      async getAccessToken(serverNow, refused) {
        asked.push({ serverNow, refused });
        return refused === 'one' ? 'two' : 'one';
      },
    },
    ({ reason }) => reason === 'expired',
  );
  const send = async (serverNow = 5): Promise<Headers> => {
    const headers = new Headers();
    await authorizer.authorize(headers, serverNow);
    return headers;
  };
  return { authorizer, asked, send };
}

const refusal = (reason?: string) =>
  new DestinationError({
    ...{ code: 'reauthorization_required', destination: 'wordpress', status: 403 },
    ...(reason === undefined ? {} : { reason }),
  });

test('a token goes as Bearer, with its capital: WordPress reads no other (recorded from WordPress 7.1.1)', async () => {
  const { send, asked } = setUp();
  expect((await send(7)).get('authorization')).toBe('Bearer one');
  expect(asked).toEqual([{ serverNow: 7, refused: null }]);
});

test('a token that was refused as stale is named to the source, which gives another', async () => {
  const { authorizer, send, asked } = setUp();
  const sent = await send();
  expect(authorizer.cureOf(refusal('expired'), sent)).toBe('new_token');
  expect((await send()).get('authorization')).toBe('Bearer two');
  expect(asked.at(-1)?.refused).toBe('one');
});

test('another refusal is no question of the token', async () => {
  const { authorizer, send } = setUp();
  const sent = await send();
  for (const reason of ['role_too_low', undefined]) expect(authorizer.cureOf(refusal(reason), sent)).toBeNull();
  expect((await send()).get('authorization')).toBe('Bearer one');
});

test('a refusal of the request for a token is none of the token', async () => {
  const { authorizer, send } = setUp();
  expect(authorizer.cureOf(refusal('expired'), new Headers())).toBeNull();
  expect((await send()).get('authorization')).toBe('Bearer one');
});

test('of two requests under way, the late one’s refusal is of the token that it went with', async () => {
  const { authorizer, send, asked } = setUp();
  const [early, late] = [await send(), await send()];
  authorizer.cureOf(refusal('expired'), early);
  expect((await send()).get('authorization')).toBe('Bearer two');
  authorizer.cureOf(refusal('expired'), late);
  await send();
  expect(asked.at(-1)?.refused).toBe('one');
});
