import { describe, expect, test } from 'vitest';
import { readSignIn, type TypedSignIn } from './typed-sign-in.ts';

const typed: TypedSignIn = {
  username: 'Anna@lab.example',
  password: ' with spaces ',
  stay: 'while_open',
  clientId: '',
  clientSecret: '',
  removeClient: false,
};
const [id, secret] = ['1'.repeat(32), 'b'.repeat(32)];
const none = { username: null, password: null, clientId: null, clientSecret: null };

test('user and password: the name keeps its capitals, the password every character', () => {
  expect(readSignIn({ ...typed, username: ' Anna@lab.example ' }, null)).toEqual({
    signIn: {
      credentials: { method: 'password_grant', username: 'Anna@lab.example', password: ' with spaces ' },
      staySignedIn: false,
    },
  });
});

test('the password may rest only where that was chosen', () => {
  expect(readSignIn({ ...typed, stay: 'always' }, null)).toMatchObject({ signIn: { staySignedIn: true } });
  expect(readSignIn({ ...typed, stay: 'while_needed' }, null)).toMatchObject({ signIn: { staySignedIn: false } });
});

test('a client goes along', () => {
  const read = readSignIn({ ...typed, clientId: ` ${id} `, clientSecret: secret }, null);
  expect(read).toMatchObject({ signIn: { credentials: { clientId: id, clientSecret: secret } } });
});

test('a client alone is refused by a reason of its own', () => {
  const alone = { ...typed, username: '', password: '', clientId: id, clientSecret: secret };
  expect(readSignIn(alone, null)).toEqual({ faults: { ...none, username: 'client_alone', password: 'empty' } });
});

test('what is missing is named, each at its field', () => {
  expect(readSignIn({ ...typed, username: '  ', password: '' }, null)).toEqual({
    faults: { ...none, username: 'empty', password: 'empty' },
  });
  expect(readSignIn({ ...typed, clientId: id }, null)).toEqual({ faults: { ...none, clientSecret: 'empty' } });
  expect(readSignIn({ ...typed, clientId: 'short', clientSecret: secret }, null)).toEqual({
    faults: { ...none, clientId: 'length' },
  });
});

test('an account keeps its user name', () => {
  const again = { ...typed, username: null };
  expect(readSignIn(again, null)).toMatchObject({ signIn: { credentials: { username: '' } } });
  expect(readSignIn({ ...again, password: '' }, null)).toEqual({ faults: { ...none, password: 'empty' } });
});

describe('where the own sign-in works', () => {
  const own = { ...typed, username: null, password: '' };

  test('it stays, and the rest may change', () => {
    expect(readSignIn({ ...own, stay: 'while_needed' }, 'always')).toEqual({
      signIn: { credentials: { method: 'password_grant', username: '' }, staySignedIn: false },
    });
    expect(readSignIn({ ...own, clientId: id, clientSecret: secret }, 'while_open')).toMatchObject({
      signIn: { credentials: { clientId: id, clientSecret: secret } },
    });
  });

  test('the stored client goes where that is asked for', () => {
    const read = readSignIn({ ...own, removeClient: true }, 'while_open');
    expect(read).toEqual({
      signIn: { credentials: { method: 'password_grant', username: '', clientId: '' }, staySignedIn: false },
    });
  });

  test('to be kept, a password that was not kept so far has to be typed', () => {
    expect(readSignIn({ ...own, stay: 'always' }, 'while_open')).toEqual({ faults: { ...none, password: 'not_kept' } });
    expect(readSignIn({ ...own, stay: 'always' }, 'always')).toMatchObject({ signIn: { staySignedIn: true } });
  });

  test('another user needs a password', () => {
    expect(readSignIn({ ...own, username: 'ben@lab.example' }, 'always')).toEqual({
      faults: { ...none, password: 'empty' },
    });
  });
});
