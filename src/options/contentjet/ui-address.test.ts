import { expect, test } from 'vitest';
import { parseUiAddress } from './ui-address.ts';

const parse = (text: string, allowHttp = false): string | null => {
  const parsed = parseUiAddress(text, 'https://api.lab.example/v1', allowHttp);
  return parsed.ok ? parsed.url : parsed.issue;
};

test.each([
  ['https://edit.lab.example', 'https://edit.lab.example/'],
  ['edit.lab.example/projects', 'https://edit.lab.example/'],
  [' https://edit.lab.example/project/3/entries/7/41?tab=a#b ', 'https://edit.lab.example/'],
  ['https://lab.example/cms/project/3/media', 'https://lab.example/cms/'],
  ['https://lab.example/projectile//', 'https://lab.example/projectile/'],
  ['http://localhost:9000/projects/', 'http://localhost:9000/'],
])('%s is a page of %s', (typed, url) => {
  expect(parse(typed)).toBe(url);
});

test('nothing typed is no address', () => {
  expect(parse('  ')).toBeNull();
});

test('http beyond this machine only where it was allowed for the API', () => {
  expect(parse('http://edit.lab.example')).toBe('invalid');
  expect(parse('http://edit.lab.example', true)).toBe('http://edit.lab.example/');
});

test.each([
  ['ftp://edit.lab.example', 'invalid'],
  ['https://', 'invalid'],
  ['https://anna:secret@edit.lab.example/', 'invalid'],
  ['https://api.lab.example/v1/', 'is_api'],
])('%s can not be one: %s', (typed, issue) => {
  expect(parse(typed)).toBe(issue);
});
