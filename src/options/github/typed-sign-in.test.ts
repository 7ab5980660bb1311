import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isClassic, NOTHING_TYPED, readSignIn, type TypedSignIn, type Way } from './typed-sign-in.ts';

const pem = generateKeyPairSync('rsa', { modulusLength: 2048 })
  .privateKey.export({ type: 'pkcs1', format: 'pem' })
  .toString();
const typed = (way: Way, changes: Partial<TypedSignIn> = {}): TypedSignIn => ({ ...NOTHING_TYPED, way, ...changes });
const token = (text: string) => typed('personal_access_token', { token: text });
const app = (appId: string, privateKey: string) => typed('app_private_key', { appId, privateKey });

describe('a token', () => {
  test('goes along without what came with it from a text', () => {
    expect(readSignIn(token(' “github_pat_1A_b”\n'), null)).toEqual({
      signIn: { credentials: { method: 'personal_access_token', token: 'github_pat_1A_b' } },
    });
  });

  test.each([
    ['', 'github_token_missing'],
    [pem, 'github_token_private_key'],
    ['ghs_1234', 'github_token_other'],
  ])('%s is none', (text, fault) => {
    expect(readSignIn(token(text), null)).toEqual({ faults: { token: fault, appId: null, privateKey: null } });
  });

  test('that was made long ago may do all that its scopes say', () => {
    expect(isClassic('ghp_abc')).toBe(true);
    expect(isClassic('0123456789abcdef0123456789abcdef01234567')).toBe(true);
    expect(isClassic('github_pat_abc')).toBe(false);
  });
});

describe('an App', () => {
  test.each(['123456', 'Iv1.8a61f9b3a7aba766', 'Iv23liABCDEF'])('has the id %s', (id) => {
    expect(readSignIn(app(` ${id} `, pem), null)).toEqual({
      signIn: { credentials: { method: 'app_private_key', appId: id, privateKey: pem.trim() } },
    });
  });

  test('every fault is named at its field', () => {
    expect(readSignIn(app('', ''), null)).toEqual({
      faults: { token: null, appId: 'empty', privateKey: 'github_key_missing' },
    });
    expect(readSignIn(app('https://github.com/apps/mine', pem.slice(0, 200)), null)).toEqual({
      faults: { token: null, appId: 'characters', privateKey: 'github_key_damaged' },
    });
  });
});

describe('the sign-in that an account has and that works', () => {
  test('stays where nothing is typed', () => {
    expect(readSignIn(token(' '), 'personal_access_token')).toEqual({ signIn: {} });
    expect(readSignIn(app('', ''), 'app_private_key')).toEqual({ signIn: {} });
  });

  test('keeps the half of an App that is not typed again', () => {
    const half = (id: string, key: string) => readSignIn(app(id, key), 'app_private_key');
    expect(half('42', '')).toMatchObject({ signIn: { credentials: { appId: '42', privateKey: '' } } });
    expect(half('', pem)).toMatchObject({ signIn: { credentials: { appId: '' } } });
    expect(half('42', 'x')).toMatchObject({ faults: { privateKey: 'github_key_none' } });
  });

  test('is of no use for the other way', () => {
    expect(readSignIn(token(''), 'app_private_key')).toHaveProperty('faults');
    expect(readSignIn(app('', ''), 'personal_access_token')).toHaveProperty('faults');
  });
});
