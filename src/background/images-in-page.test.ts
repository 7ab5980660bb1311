/** What the page itself gives of a clip's images. */
import { beforeEach, describe, expect, test } from 'vitest';
import { TAB } from '../../test/support/background-house.ts';
import { PNG_DATA_URL } from '../../test/support/draft-with-images.ts';
import { createImagesHouse, type ImagesHouse, SEND, SRC, slowPage, turn } from '../../test/support/images-house.ts';

let house: ImagesHouse;
beforeEach(() => {
  house = createImagesHouse();
});

describe('the page', () => {
  const statesAfter = async (srcs: readonly string[], read: (url: string) => Promise<unknown>): Promise<string[]> => {
    house.selectsImages(srcs, read);
    await house.publisher.onMenuClick(SEND, TAB);
    await house.idle();
    return house.states();
  };

  test.each<[string, unknown, string]>([
    ['gives the bytes', PNG_DATA_URL, 'stored'],
    ['may not read it', 'unreadable', 'unreadable'],
    ['found it too large', 'too_large', 'too_large'],
    ['gives html under the name of an image', `data:image/png;base64,${btoa('<html>')}`, 'not_an_image'],
    ['gives svg', `data:image/svg+xml;base64,${btoa('<svg xmlns="http://www.w3.org/2000/svg"/>')}`, 'not_an_image'],
    ['is another page by now', undefined, 'unreadable'],
    ['answers nonsense', { toString: 'no' }, 'unreadable'],
  ])('%s', async (_, answer, state) => {
    expect(await statesAfter(SRC.slice(0, 1), async () => answer)).toEqual([state]);
  });

  test('that is gone leaves links', async () => {
    const gone = () => Promise.reject(new Error('no tab'));
    expect(await statesAfter(SRC, gone)).toEqual(['unreadable', 'unreadable']);
  });

  test('is asked for a few images at a time, for forty at most, each once', async () => {
    const srcs = Array.from({ length: 45 }, (_, index) => `https://paper.example/${index}.png`);
    let underWay = 0;
    let most = 0;
    const asked: string[] = [];
    const found = await statesAfter(srcs, async (url) => {
      asked.push(url);
      underWay += 1;
      most = Math.max(most, underWay);
      await Promise.resolve();
      underWay -= 1;
      return PNG_DATA_URL;
    });
    expect(most).toBe(3);
    expect(asked).toEqual(srcs.slice(0, 40));
    expect(found).toEqual([...Array(40).fill('stored'), ...Array(5).fill('too_large')]);
  });

  test('gives no more than ten megabytes an image, thirty in all', async () => {
    const megabytes = (n: number) => `data:image/png;base64,${btoa(`\x89PNG\r\n\x1a\n${'x'.repeat(n * 1024 * 1024)}`)}`;
    const srcs = Array.from({ length: 5 }, (_, index) => `https://paper.example/${index}.png`);
    const nine = megabytes(9);
    expect(await statesAfter(srcs.slice(0, 1), async () => megabytes(10))).toEqual(['too_large']);
    house = createImagesHouse();
    const found = await statesAfter(srcs, async () => nine);
    expect(found.filter((state) => state === 'stored')).toHaveLength(3);
    expect(found.filter((state) => state === 'too_large')).toHaveLength(2);
  });

  test('a full disk costs the copy, not the draft', async () => {
    house.world.fillDisk();
    expect(await statesAfter(SRC.slice(0, 1), async () => PNG_DATA_URL)).toEqual(['too_large']);
    await house.world.settle();
    expect(await house.entry()).toMatchObject({ state: 'delivered' });
  });
});

test('a private window’s images are neither read nor kept', async () => {
  const page = slowPage();
  house.selectsImages(SRC, page.read);
  await house.publisher.onMenuClick(SEND, { ...TAB, incognito: true });
  await house.idle();
  await turn();
  expect(page.asked).toEqual([]);
  expect(await house.states()).toEqual(['private_window', 'private_window']);
  expect(await house.entry()).toMatchObject({ waitUntil: null });
  await house.editor.copyImages({ entryId: (await house.entry()).id });
  expect(await house.states()).toEqual(['private_window', 'private_window']);
  expect(house.world.blobs.size).toBe(0);
});
