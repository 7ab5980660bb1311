import { expect, test } from 'vitest';
import { appForm, tokenForm } from './forms.ts';

const WORDS = { name: 'Clipdraft', description: 'Writes drafts' };

test('a token’s form asks for what a draft needs and nothing else, at GitHub’s own address', () => {
  const form = new URL(tokenForm('https://code.example.org/', { ...WORDS, owner: 'octo-org' }));
  expect(form.origin + form.pathname).toBe('https://code.example.org/settings/personal-access-tokens/new');
  expect(Object.fromEntries(form.searchParams)).toEqual({
    ...{ ...WORDS, target_name: 'octo-org', expires_in: '366' },
    ...{ contents: 'write', pull_requests: 'write' },
  });
  expect(tokenForm('https://github.com/', { ...WORDS, owner: null })).not.toContain('target_name');
});

test('an App’s form makes one for nobody else, without a webhook', () => {
  const form = new URL(appForm('https://github.com/', { ...WORDS, url: 'https://github.com/you/blog' }));
  expect(form.pathname).toBe('/settings/apps/new');
  expect(Object.fromEntries(form.searchParams)).toEqual({
    ...{ ...WORDS, url: 'https://github.com/you/blog', public: 'false', webhook_active: 'false' },
    ...{ contents: 'write', pull_requests: 'write' },
  });
});
