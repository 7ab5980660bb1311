import { expect, test } from 'vitest';
import { imageOfDataUrl, imageType, looksLikeImage } from './image-bytes.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0));

test.each([
  ['image/png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
  ['image/jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
  ['image/gif', 'GIF87a\x01\0'],
  ['image/gif', 'GIF89a\x01\0'],
  ['image/webp', 'RIFF\x24\0\0\0WEBPVP8L'],
  ['image/avif', '\0\0\0\x1cftypavif\0\0\0\0avifmif1miaf'],
  ['image/avif', '\0\0\0\x20ftypmif1\0\0\0\0mif1avifmiaf'],
  ['image/avif', '\0\0\0\x20ftypavis\0\0\0\0avismsf1iso8'],
  ['image/bmp', 'BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0'],
])('%s is known by its signature', (type, head) => {
  expect(imageType(bytes(head))).toBe(type);
});

test.each([
  ['nothing', ''],
  ['html', '<!doctype html><title>Not found</title>'],
  ['svg', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
  ['svg behind an xml declaration', '<?xml version="1.0"?><svg/>'],
  ['a text that begins with BM', 'BMW builds cars in Munich and elsewhere'],
  ['a film', '\0\0\0\x20ftypisom\0\0\x02\0isomiso2avc1mp41'],
  ['sound in a RIFF', 'RIFF\x24\0\0\0WAVEfmt '],
  ['a pdf', '%PDF-1.7'],
])('%s is no raster image', (_, head) => {
  expect(imageType(bytes(head))).toBeNull();
});

const PNG = `data:image/png;base64,${btoa('\x89PNG\r\n\x1a\n and the rest')}`;

test('a data: address gives its bytes, under the type that they have', async () => {
  const image = imageOfDataUrl(PNG.replace('image/png', 'image/gif'));
  expect(image?.type).toBe('image/png');
  expect(new Uint8Array((await image?.arrayBuffer()) ?? [])).toEqual(bytes('\x89PNG\r\n\x1a\n and the rest'));
  expect(looksLikeImage(PNG)).toBe(true);
});

test.each([
  ['html under the name of an image', `data:image/png;base64,${btoa('<script>alert(1)</script>')}`],
  ['broken base64', 'data:image/png;base64,iVBOR%%%'],
  ['not base64', 'data:image/png,abc'],
  ['no data at all', 'https://a.example/1.png'],
])('%s gives none', (_, url) => {
  expect(imageOfDataUrl(url)).toBeNull();
  expect(looksLikeImage(url)).toBe(false);
});
