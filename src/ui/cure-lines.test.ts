import { expect, test } from 'vitest';
import { cureParts } from './cure-lines.ts';

test('a sentence is one paragraph', () => {
  expect(cureParts('Copy the key again.')).toEqual([{ code: false, text: 'Copy the key again.' }]);
});

test('indented lines are code, those that follow each other are one block', () => {
  const text =
    'The host removes the header. Apache:\n  RewriteEngine On\n  RewriteRule .* - [E=X:%1]\nnginx:\n  pass it;\n\n';
  expect(cureParts(text)).toEqual([
    { code: false, text: 'The host removes the header. Apache:' },
    { code: true, text: 'RewriteEngine On\nRewriteRule .* - [E=X:%1]' },
    { code: false, text: 'nginx:' },
    { code: true, text: 'pass it;' },
  ]);
});

test('nothing is no part', () => {
  expect(cureParts('')).toEqual([]);
});
