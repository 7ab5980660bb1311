import { expect, test } from 'vitest';
import { repositoryAddress } from './address.ts';

test.each([
  ['https://github.com/', 'github.com api.github.com/ none'],
  ['https://www.github.com/', 'github.com api.github.com/ none'],
  ['http://github.com/', 'github.com api.github.com/ none'],
  ['https://github.com/you/', 'github.com api.github.com/ none'],
  ['https://github.com/you/blog/', 'github.com api.github.com/ you/blog'],
  ['https://github.com/you/blog.git', 'github.com api.github.com/ you/blog'],
  ['https://github.com/you/you.github.io/', 'github.com api.github.com/ you/you.github.io'],
  ['https://github.com/you_corp/blog/pull/3/', 'github.com api.github.com/ you_corp/blog'],
  ['https://github.com/you/blog/tree/main/_posts/', 'github.com api.github.com/ you/blog'],
  ['https://github.com/settings/tokens/', 'github.com api.github.com/ none'],
  ['https://github.com/orgs/octo/repositories/', 'github.com api.github.com/ none'],
  ['https://github.com/you/../', 'github.com api.github.com/ none'],
  ['https://github.com/you/bl%20og/', 'github.com api.github.com/ none'],
  ['https://api.github.com/', 'github.com api.github.com/ none'],
  ['https://api.github.com/repos/you/blog/contents/', 'github.com api.github.com/ you/blog'],
  ['https://raw.githubusercontent.com/you/blog/main/README.md/', 'github.com api.github.com/ you/blog'],
  ['https://gist.github.com/you/0a1b2c/', 'github.com api.github.com/ none'],
  ['https://you.github.io/', 'github.com api.github.com/ you/you.github.io'],
  ['https://octo.ghe.com/you/blog/', 'octo.ghe.com api.octo.ghe.com/ you/blog'],
  ['https://api.octo.ghe.com/repos/you/blog/', 'octo.ghe.com api.octo.ghe.com/ you/blog'],
  ['https://code.example.org/you/blog/', 'code.example.org code.example.org/api/v3/ you/blog'],
  ['https://code.example.org:8443/', 'code.example.org:8443 code.example.org:8443/api/v3/ none'],
  ['https://code.example.org/api/v3/repos/you/blog/', 'code.example.org code.example.org/api/v3/ you/blog'],
  ['https://notgithub.com/you/blog/', 'notgithub.com notgithub.com/api/v3/ you/blog'],
  ['https://github.com.example.org/you/blog/', 'github.com.example.org github.com.example.org/api/v3/ you/blog'],
  ['http://127.0.0.1:4010/you/blog/', '127.0.0.1:4010 127.0.0.1:4010/api/v3/ you/blog'],
])('%s: %s', (address, expected) => {
  const { siteUrl, apiUrl, repository } = repositoryAddress(new URL(address));
  const name = repository === null ? 'none' : `${repository.owner}/${repository.name}`;
  const api = new URL(apiUrl);
  expect(`${new URL(siteUrl).host} ${api.host}${api.pathname} ${name}`).toBe(expected);
  const isLoopback = new URL(address).hostname === '127.0.0.1';
  expect([siteUrl, apiUrl].every((one) => one.startsWith(isLoopback ? 'http:' : 'https:'))).toBe(true);
});

test('a page below a site that GitHub makes may be another repository’s', () => {
  const { repository, instead } = repositoryAddress(new URL('https://you.github.io/blog/2026/'));
  expect(repository).toEqual({ owner: 'you', name: 'you.github.io' });
  expect(instead).toEqual({ owner: 'you', name: 'blog' });
  expect(repositoryAddress(new URL('https://you.github.io/')).instead).toBeNull();
});
