/** Which images a page lets the extension read, in real pages of two origins; what comes back is judged as the background does. */
import { test as base, expect, type Page } from '@playwright/test';
import { type Found, foundInPage, IMAGE_CAPS } from '../../src/background/image-reading.ts';
import { acceptClip } from '../../src/clip/accept.ts';
import type { Clip } from '../../src/clip/clip.ts';
import { builtExtension, type ChromiumDriver, launchChromium } from './drivers/chromium.ts';
import { type PageServer, type RecordedRequest, type Route, startPages } from './drivers/pages.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==',
  'base64',
);
const SVG = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
const ANYONE = { 'access-control-allow-origin': '*' };

const image =
  (headers: Record<string, string> = {}, body: Buffer | string = PNG): Route =>
  (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png', ...headers });
    response.end(body);
  };

interface World {
  driver: ChromiumDriver;
  site: PageServer;
  /** Another origin. */
  cdn: PageServer;
}

const test = base.extend<{ world: World }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a function needs from its pattern
  world: async ({}, use) => {
    const [site, cdn] = await Promise.all([startPages(), startPages()]);
    const driver = await launchChromium({ extension: builtExtension('chrome-test') });
    await use({ driver, site, cdn });
    await driver.close();
    await Promise.all([site.close(), cdn.close()]);
  },
});

/** Opens a page and injects the script that a click injects. */
async function openInjected({ driver, site }: World, body = '<p>A page</p>') {
  site.route('/page', `<!doctype html><title>A page</title><body>${body}</body>`);
  const page = await driver.open(`${site.url}/page`);
  const { id: tabId } = await driver.tabOf(page);
  if (tabId === undefined) throw new Error('The tab has no id.');
  const worker = await driver.worker();
  const target = { tabId, frameIds: [0] };
  await worker.evaluate(async (to) => {
    await chrome.scripting.executeScript({ target: to, files: ['capture.js'] });
  }, target);
  const call = (name: string, ...args: unknown[]): Promise<unknown> =>
    worker.evaluate(
      async ([to, what, given]) => {
        const [answer] = await chrome.scripting.executeScript({
          target: to,
          func: (fn, values) => Reflect.apply(Reflect.get(globalThis, fn), undefined, values),
          args: [what, given] as const,
        });
        return answer?.result;
      },
      [target, name, args] as const,
    );
  return {
    page,
    read: (url: string): Promise<Found> => foundInPage(call('__clipdraftImage', url, IMAGE_CAPS.bytes)),
    async clip(): Promise<Clip> {
      await page.evaluate(() => getSelection()?.selectAllChildren(document.body));
      const accepted = acceptClip(await call('__clipdraftCapture', { kind: 'selection' }), {
        id: 'clip',
        capturedAt: '2026-01-01T00:00:00.000Z',
      });
      if (!accepted.found) throw new Error('Nothing was clipped.');
      return accepted.clip;
    },
  };
}

const bytesOf = (found: Found): [type: string, size: number] | string =>
  'bytes' in found ? [found.bytes.type, found.bytes.size] : found.reason;
const READ = ['image/png', PNG.length];

const sizeOf = (requests: readonly RecordedRequest[], path: string): number =>
  requests.filter(({ url }) => url.pathname === path).length;

test('the page’s own images and those of hosts that allow it, asked for in nobody’s name', async ({ world }) => {
  const { site, cdn } = world;
  site.route('/own.png', image());
  site.route('/login', (_, response) => {
    response.writeHead(200, { 'set-cookie': 'session=secret; SameSite=Strict', 'content-type': 'text/plain' });
    response.end('in');
  });
  site.route('/private.png', (request, response) => {
    const known = request.headers.cookie?.includes('session=secret') === true;
    const keep =
      request.url.search === '?kept' ? { 'cache-control': 'private, max-age=600' } : { 'cache-control': 'no-store' };
    response.writeHead(known ? 200 : 403, { 'content-type': 'image/png', ...keep });
    response.end(known ? PNG : '');
  });
  cdn.route('/open.png', image(ANYONE));
  cdn.route('/moved.png', (_, response) => {
    response.writeHead(302, { location: '/open.png', ...ANYONE });
    response.end();
  });
  const { page, read } = await openInjected(world);
  await page.evaluate(() => fetch('/login'));
  await page.evaluate(async () => {
    const shown = new Image();
    shown.src = '/private.png?kept';
    await shown.decode();
  });
  site.requests.length = 0;

  expect(bytesOf(await read(`${site.url}/own.png`))).toEqual(READ);
  expect(bytesOf(await read(`${cdn.url}/open.png`))).toEqual(READ);
  // What the page has shown is in the cache; what may not be kept there is asked for without the login.
  expect(bytesOf(await read(`${site.url}/private.png?kept`))).toEqual(READ);
  expect(bytesOf(await read(`${site.url}/private.png`))).toBe('unreadable');
  expect(bytesOf(await read(`${cdn.url}/moved.png`))).toBe('unreadable');
  // 127.0.0.1 is one site for cookies whatever the port: the login's would have come along.
  for (const { headers } of [...site.requests, ...cdn.requests]) expect(headers.cookie).toBeUndefined();
});

test('what the page shows is not asked for again, unless the cache holds it without the host’s permission', async ({
  world,
}) => {
  const { site, cdn } = world;
  const cached = { 'cache-control': 'max-age=600' };
  site.route('/own.png', image(cached));
  // As a well-known storage service does: CORS is spoken only to who speaks it, and the cache is not told.
  cdn.route('/shy.png', (request, response) => {
    const headers = request.headers.origin === undefined ? {} : ANYONE;
    response.writeHead(200, { 'content-type': 'image/png', ...cached, ...headers });
    response.end(PNG);
  });
  const { page, read } = await openInjected(world, `<img src="/own.png"><img src="${cdn.url}/shy.png">`);
  await page.waitForFunction(() => Array.from(document.images).every(({ complete }) => complete));
  expect(bytesOf(await read(`${site.url}/own.png`))).toEqual(READ);
  expect(bytesOf(await read(`${cdn.url}/shy.png`))).toEqual(READ);
  expect(sizeOf(site.requests, '/own.png')).toBe(1);
  expect(sizeOf(cdn.requests, '/shy.png')).toBe(2);
});

test('what may not be read, is not there, or is no image', async ({ world }) => {
  const { site, cdn } = world;
  cdn.route('/closed.png', image());
  cdn.route('/moved-away.png', (_, response) => {
    response.writeHead(302, { location: '/closed.png', ...ANYONE });
    response.end();
  });
  site.route('/drawing.svg', image({ 'content-type': 'image/svg+xml' }, SVG));
  site.route('/fake.png', image({}, '<!doctype html><title>Sign in</title>'));
  const { read } = await openInjected(world);
  expect(bytesOf(await read(`${cdn.url}/closed.png`))).toBe('unreadable');
  expect(bytesOf(await read(`${cdn.url}/moved-away.png`))).toBe('unreadable');
  expect(bytesOf(await read(`${site.url}/gone.png`))).toBe('unreadable');
  expect(bytesOf(await read('http://127.0.0.1:1/nobody.png'))).toBe('unreadable');
  expect(bytesOf(await read(`${site.url}/drawing.svg`))).toBe('not_an_image');
  expect(bytesOf(await read(`${site.url}/fake.png`))).toBe('not_an_image');
});

test('ten megabytes come through whole, more are cut off, and a host that never ends is given up', async ({
  world,
}) => {
  const { site } = world;
  const large = Buffer.alloc(IMAGE_CAPS.bytes, 1);
  PNG.copy(large);
  site.route('/large.png', image({}, large));
  let sent = 0;
  site.route('/endless.png', (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.write(PNG);
    const more = (): void => {
      if (response.destroyed) return;
      sent += 1;
      if (response.write(Buffer.alloc(1024 * 1024, 1))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  });
  let hung = true;
  site.route('/slow.png', (_, response) => {
    response.writeHead(200, { 'content-type': 'image/png' });
    response.write(PNG);
    response.once('close', () => {
      hung = false;
    });
  });
  const { read } = await openInjected(world);
  expect(bytesOf(await read(`${site.url}/large.png`))).toEqual(['image/png', IMAGE_CAPS.bytes]);
  expect(bytesOf(await read(`${site.url}/endless.png`))).toBe('too_large');
  expect(sent).toBeLessThan(100);
  expect(bytesOf(await read(`${site.url}/slow.png`))).toBe('unreadable');
  await expect.poll(() => hung).toBe(false);
});

test('a page that goes elsewhere has nothing to say any more', async ({ world }) => {
  const { site } = world;
  site.route('/own.png', image());
  site.route('/next', '<!doctype html><title>Next</title>');
  const { page, read } = await openInjected(world);
  await page.goto(`${site.url}/next`);
  expect(bytesOf(await read(`${site.url}/own.png`))).toBe('unreadable');
});

/** A page whose script makes its images: with pixels in memory, of `size` bytes each. */
async function withBlobs(page: Page, sizes: readonly number[]): Promise<void> {
  await page.evaluate(
    async ([base64, all]) => {
      const pixels = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
      for (const size of all) {
        const bytes = new Uint8Array(size);
        bytes.set(pixels);
        const element = document.createElement('img');
        element.alt = `${size} bytes`;
        element.width = 20;
        element.height = 20;
        element.src = URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
        document.body.append(element);
        await element.decode();
      }
    },
    [PNG.toString('base64'), sizes] as const,
  );
}

test('images in the page’s memory (blob:) come along with their bytes; a large one is noted', async ({ world }) => {
  const { page, clip } = await openInjected(world, '<p>Words</p>');
  await withBlobs(page, [1000, 90_000, 200_000]);
  const { content, notes } = await clip();
  const sources = [...JSON.stringify(content).matchAll(/"src":"([^"]*)"/g)].map(([, src = '']) => src);
  expect(sources.map((src) => src.slice(0, 22))).toEqual(['data:image/png;base64,', 'data:image/png;base64,']);
  expect(sources[0]?.startsWith(`data:image/png;base64,${PNG.toString('base64').slice(0, 80)}`)).toBe(true);
  expect(JSON.stringify(content)).not.toContain('blob:');
  expect(notes).toEqual([{ code: 'media_unreadable', count: 1 }]);
});

test('one whose page has let go of its bytes is noted, and costs nothing else', async ({ world }) => {
  const { page, clip } = await openInjected(world, '<p>Words</p>');
  await withBlobs(page, [1000]);
  await page.evaluate(() => URL.revokeObjectURL(document.images[0]?.src ?? ''));
  const { content, notes } = await clip();
  expect(JSON.stringify(content)).toContain('Words');
  expect(JSON.stringify(content)).not.toContain('"img"');
  expect(notes).toEqual([{ code: 'media_unreadable', count: 1 }]);
});
