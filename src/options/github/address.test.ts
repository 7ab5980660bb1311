import { expect, test } from 'vitest';
import { repositoryAddress } from '../../destinations/github/address.ts';
import { parseAddress } from '../address.ts';
import { apiOf, completeAddress } from './address.ts';

function read(typed: string): string {
  const parsed = parseAddress(completeAddress(typed), (segments) => segments);
  if (!parsed.ok) return `issue: ${parsed.issue}`;
  const { siteUrl, repository } = repositoryAddress(parsed.url);
  return repository === null ? siteUrl : `${siteUrl} ${repository.owner}/${repository.name}`;
}

test.each([
  ['github.com', 'https://github.com/'],
  ['github.com/you/blog', 'https://github.com/ you/blog'],
  ['https://github.com/you/blog.git', 'https://github.com/ you/blog'],
  ['you/blog', 'https://github.com/ you/blog'],
  ['  You-2/you.github.io/ ', 'https://github.com/ You-2/you.github.io'],
  ['git@github.com:you/blog.git', 'https://github.com/ you/blog'],
  ['ssh://git@github.com/you/blog.git', 'https://github.com/ you/blog'],
  ['ssh://git@code.example.org:2222/you/blog.git', 'https://code.example.org/ you/blog'],
  ['you.github.io', 'https://github.com/ you/you.github.io'],
  ['code.example.org/you/blog', 'https://code.example.org/ you/blog'],
  ['127.0.0.1:4010/you/blog', 'http://127.0.0.1:4010/ you/blog'],
  ['localhost/you', 'http://localhost/'],
  ['you', 'issue: incomplete'],
  ['you@example.org', 'issue: userinfo'],
])('%s is %s', (typed, meant) => {
  expect(read(typed)).toBe(meant);
});

test.each([
  ['https://github.com/you/blog/', 'https://api.github.com/'],
  ['https://you.github.io/blog/', 'https://api.github.com/'],
  ['https://octo.ghe.com/you/blog/', 'https://api.octo.ghe.com/'],
  ['https://code.example.org/you/blog/', 'https://code.example.org/api/v3/'],
])('for %s, access to the host of %s is asked for', (address, api) => {
  expect(apiOf(new URL(address)).href).toBe(api);
});
