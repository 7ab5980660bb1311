import fc from 'fast-check';
import { expect, test } from 'vitest';
import { realRandom } from '../../test/support/memory.ts';
import { answerOf, newState } from './authorization.ts';

const REDIRECT = 'https://abc.chromiumapp.org/application-password';
const attempt = { destination: 'wordpress', redirectUrl: REDIRECT, state: 'c0ffee' };
const foreign = expect.objectContaining({ code: 'credentials_rejected', reason: 'authorization_state' });

test('a state is 256 bits that no url has to escape, and never the same', () => {
  const states = Array.from({ length: 50 }, () => newState(realRandom));
  expect(new Set(states).size).toBe(50);
  for (const state of states) expect(state).toMatch(/^[0-9a-f]{64}$/);
});

test('an answer to our own address with our state is given with its parameters', () => {
  expect(answerOf(`${REDIRECT}?state=c0ffee&code=1&code=2#x`, attempt).getAll('code')).toEqual(['1', '2']);
});

test.each([
  ['another state', `${REDIRECT}?state=c0ffef`],
  ['a state that begins like ours', `${REDIRECT}?state=c0ffee0`],
  ['the beginning of ours', `${REDIRECT}?state=c0ffe`],
  ['an empty state', `${REDIRECT}?state=`],
  ['no state', `${REDIRECT}?code=1`],
  ['two states, one of them ours', `${REDIRECT}?state=c0ffee&state=other`],
  ['ours twice', `${REDIRECT}?state=c0ffee&state=c0ffee`],
  ['the state in the fragment', `${REDIRECT}#state=c0ffee`],
  ['another path', 'https://abc.chromiumapp.org/other?state=c0ffee'],
  ['another host', 'https://evil.example/application-password?state=c0ffee'],
  ['a user name in the address', 'https://me@abc.chromiumapp.org/application-password?state=c0ffee'],
  ['another port', 'https://abc.chromiumapp.org:8443/application-password?state=c0ffee'],
  ['a path that goes on', `${REDIRECT}/more?state=c0ffee`],
  ['another scheme', 'http://abc.chromiumapp.org/application-password?state=c0ffee'],
  ['no address', 'state=c0ffee'],
  ['nothing', ''],
])('%s is refused', (_, answer) => {
  expect(() => answerOf(answer, attempt)).toThrow(foreign);
});

test('whatever the state, only itself passes', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), fc.string(), (state, other) => {
      const answer = (value: string) => `${REDIRECT}?${new URLSearchParams({ state: value })}`;
      const own = { ...attempt, state };
      expect(answerOf(answer(state), own).get('state')).toBe(state);
      if (other !== state) expect(() => answerOf(answer(other), own)).toThrow(foreign);
    }),
  );
});
