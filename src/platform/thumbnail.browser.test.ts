import { expect, test } from 'vitest';
import { thumbnail } from './thumbnail.ts';

async function drawn(width: number, height: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.fillStyle = 'red';
  context.fillRect(0, 0, width, height);
  context.fillStyle = 'lime';
  context.fillRect(width / 4, height / 4, width / 2, height / 2);
  return canvas.convertToBlob();
}

/** The colours in the middle, and in the middle of two edges. */
async function look(url: string) {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = new OffscreenCanvas(image.width, image.height);
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  const at = (x: number, y: number): number[] =>
    [...context.getImageData(x, y, 1, 1).data.slice(0, 3)].map((value) => (value > 128 ? 1 : 0));
  return { size: [image.width, image.height], left: at(1, 56), top: at(56, 1), middle: at(56, 56) };
}

const RED = [1, 0, 0];
const LIME = [0, 1, 0];

test.each([
  [2000, 2000, RED, RED],
  [40, 40, RED, RED],
  // Of what is wide or high the middle is taken: the red at its ends is beyond it.
  [1600, 400, LIME, RED],
  [400, 1600, RED, LIME],
])('of %d × %d a small square, never stretched', async (width, height, left, top) => {
  const picture = await thumbnail(await drawn(width, height));
  expect(picture).toMatch(/^data:image\/(webp|png);base64,/);
  expect(picture?.length).toBeLessThan(20_000);
  expect(await look(picture ?? '')).toEqual({ size: [112, 112], left, top, middle: LIME });
});

test('what is no image gives none', async () => {
  expect(await thumbnail(new Blob(['<svg/>'], { type: 'image/png' }))).toBeNull();
});
