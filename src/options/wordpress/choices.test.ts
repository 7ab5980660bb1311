import { expect, test } from 'vitest';
import type { Discovery } from '../../destinations/destination.ts';
import type { Account } from '../../messages/contract.ts';
import { firstChoices, readChoices } from './choices.ts';

const discovery: Discovery = {
  siteUrl: 'https://blog.example/',
  apiUrl: 'https://blog.example/wp-json/',
  title: 'Blog',
  version: '7.1.1',
  origins: ['https://blog.example/*'],
  settings: { jwtNamespace: 'jwt-auth/v1', images: 'copy' },
};
const account: Account = {
  v: 1,
  id: '1',
  destination: 'wordpress',
  siteUrl: 'https://www.blog.example/',
  apiUrl: 'https://blog.example/api/',
  authMethod: 'jwt_login',
  origins: ['https://blog.example/*'],
  identity: { siteTitle: 'Blog', userName: 'Anna', role: 'Editor' },
  settings: { jwtNamespace: 'moved/v2', images: 'link' },
  createdAt: '2026-01-01T00:00:00.000Z',
};

test('a new account begins with what was found, and copies images', () => {
  const found = { images: 'copy', restAddress: 'https://blog.example/wp-json/', jwtNamespace: 'jwt-auth/v1' };
  expect(firstChoices(null, discovery)).toEqual(found);
  expect(firstChoices(null, { ...discovery, settings: {} })).toEqual({ ...found, jwtNamespace: '' });
});

test('an account that is edited begins with its own', () => {
  const own = { images: 'link', restAddress: 'https://blog.example/api/', jwtNamespace: 'moved/v2' };
  expect(firstChoices(account, discovery)).toEqual(own);
});

test('at another site it begins with the REST address of that one', () => {
  const other = { ...discovery, siteUrl: 'https://other.example/', apiUrl: 'https://other.example/wp-json/' };
  expect(firstChoices(account, other)).toMatchObject({ images: 'link', restAddress: 'https://other.example/wp-json/' });
});

test('choices become the address and the settings of an account, or every fault is named', () => {
  const found = { discovery, allowHttp: false };
  const choices = { images: 'link', restAddress: 'https://blog.example/api', jwtNamespace: '/jwt-auth/v1' } as const;
  expect(readChoices(choices, found)).toEqual({
    apiUrl: 'https://blog.example/api/',
    settings: { images: 'link', jwtNamespace: 'jwt-auth/v1' },
  });
  const wrong = { ...choices, restAddress: 'https://other.example/', jwtNamespace: 'a b' };
  expect(readChoices(wrong, found)).toEqual({ faults: { restAddress: 'other_host', jwtNamespace: true } });
  expect(readChoices({ ...choices, jwtNamespace: '' }, found)).toEqual({
    faults: { restAddress: null, jwtNamespace: true },
  });
});
