/** What docs/oauth.md gives to be registered, and what the pages for users quote, is so. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { redirectPath } from '../../src/auth/authorization-settings.ts';
import { ROOT } from './sources.ts';

const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

test('the redirect URL of Firefox follows from the add-on’s id, that of an issuer from its SHA-256', async () => {
  const page = read('docs/oauth.md');
  const [, id = ''] = /FIREFOX_ID = '([^']+)'/.exec(read('vite.config.ts')) ?? [];
  expect(page).toContain(`https://${createHash('sha1').update(id).digest('hex')}.extensions.allizom.org/oauth/`);
  expect(page).toContain(`printf %s ${id} | sha1sum`);
  expect(await redirectPath('https://auth.example.com/')).toBe('oauth/1ce18487e0b9bfefc8259d779bfe9874');
  expect(page).toContain('`1ce18487e0b9bfefc8259d779bfe9874` (`printf %s https://auth.example.com |');
});

test.each(['oauth', 'github'])('every text that docs/%s.md quotes is one that people see', (name) => {
  const page = read(`docs/${name}.md`);
  const plain = (text: string): string => text.replaceAll('’', "'");
  const texts = Object.values<{ message: string }>(JSON.parse(read('public/_locales/en/messages.json'))).map(
    ({ message }) => plain(message),
  );
  const quoted = page.split('\n').flatMap((line) => /^\| (".*?") \|/.exec(line)?.[1]?.split('", "') ?? []);
  expect(quoted.length).toBeGreaterThan(15);
  const parts = quoted.flatMap((text) => text.replaceAll('"', '').split('…')).filter((part) => part.trim() !== '');
  expect(parts.filter((part) => !texts.some((text) => text.includes(plain(part))))).toEqual([]);
});
