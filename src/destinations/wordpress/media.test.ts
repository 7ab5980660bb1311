import { safeParse } from 'valibot';
import { expect, test } from 'vitest';
import type { Http } from '../destination.ts';
import { WordPressClient } from './client.ts';
import { uploadImage } from './media.ts';

/** What is sent where nothing stands under the name yet. */
async function formOf(type: string, more: { alt?: string; caption?: string } = {}): Promise<FormData> {
  let sent = new FormData();
  const http: Http = {
    async request(request) {
      if (request.form !== undefined) sent = request.form;
      const made = { id: 7, source_url: 'https://blog.example/a.png' };
      const parsed = safeParse(request.schema, request.method === 'GET' ? [] : made);
      if (!parsed.success) throw new Error('another shape was expected');
      return { status: 201, body: parsed.output, headers: new Headers() };
    },
  };
  const image = { name: 'clip-1', bytes: new Blob(['x'], { type }), alt: '', caption: '', ...more };
  await uploadImage(new WordPressClient(http, 'https://blog.example/wp-json/'), image);
  return sent;
}

test.each([
  ['image/png', 'clip-1.png'],
  ['image/jpeg', 'clip-1.jpg'],
  ['image/webp', 'clip-1.webp'],
  ['image/avif', 'clip-1.avif'],
  ['image/svg+xml;charset=utf-8', 'clip-1.svg'],
  ['', 'clip-1.png'],
])('a file of type "%s" goes as %s', async (type, name) => {
  const file = (await formOf(type)).get('file');
  expect(file instanceof File && file.name).toBe(name);
});

test('texts go as text, and only where there are any', async () => {
  const form = await formOf('image/png', { alt: 'a <b> \ud800', caption: 'R&D &amp;' });
  expect(form.get('alt_text')).toBe('a &lt;b&gt; \ufffd');
  expect(form.get('caption')).toBe('R&D &amp;amp;');
  expect([...(await formOf('image/png')).keys()]).toEqual(['slug', 'file']);
});
