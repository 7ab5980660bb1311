import { expect, test } from 'vitest';
import { readJson } from './read-body.ts';

const JSON_TEXT = '{"things":[{"id":"7"}]}';
/** As in the recordings from WordPress 7.1.1. */
const WARNING =
  '<br />\n<b>Warning</b>: Undefined variable $x in <b>/srv/wp/wp-content/plugins/foo.php</b> on line <b>3</b><br />\n';
const read = (body: string, type = 'application/json; charset=UTF-8') =>
  readJson(new Response(body, { headers: { 'content-type': type } }));

test.each([
  ['nothing', JSON_TEXT],
  ['a warning of PHP', `${WARNING}${JSON_TEXT}`],
  ['two warnings', `${WARNING}${WARNING}${JSON_TEXT}`],
  ['a warning that holds braces', `Notice: {$x} is not set in [foo.php]\n${JSON_TEXT}`],
  ['a line of a log', `[21-Nov-2026 12:00:00 UTC] PHP Warning: x\n${JSON_TEXT}`],
  ['a warning without a line break', `<b>Deprecated</b>: x${JSON_TEXT}`],
  ['a byte order mark', `\uFEFF${JSON_TEXT}`],
  ['two byte order marks', `\uFEFF\uFEFF${JSON_TEXT}`],
  ['a warning and a byte order mark', `${WARNING}\uFEFF${JSON_TEXT}`],
  ['white space', `\r\n \t${JSON_TEXT}`],
])('with %s before it, JSON is read', async (_, body) => {
  expect(await read(body)).toEqual({ things: [{ id: '7' }] });
});

test('a list after a warning is read whole', async () => {
  expect(await read(`${WARNING}[{"id":"7"},{"id":"8"}]`)).toEqual([{ id: '7' }, { id: '8' }]);
});

test.each([
  ['a page that holds some', `<!doctype html><script>var x = ${JSON_TEXT}</script>`, 'text/html'],
  ['a warning and JSON under a page’s name', `${WARNING}${JSON_TEXT}`, 'text/html; charset=UTF-8'],
  ['a page that calls itself JSON', '<!doctype html><style>p { color: red }</style>', 'application/json'],
  ['a warning alone', WARNING, 'application/json'],
  ['JSON that breaks off after a warning', `${WARNING}{"things":[{"id":"7"}`, 'application/json'],
])('%s is no JSON', async (_, body, type) => {
  expect(await read(body, type)).toBeUndefined();
});

test('null is JSON, and so is nothing at all', async () => {
  expect(await read('null')).toBeNull();
  expect(await read('')).toBeNull();
});

test.each(['application/json', 'application/problem+json', 'Application/JSON;charset=utf-8'])(
  '%s is JSON',
  async (type) => {
    expect(await read(JSON_TEXT, type)).toEqual({ things: [{ id: '7' }] });
  },
);
