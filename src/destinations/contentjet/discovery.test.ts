import { describe, expect, test } from 'vitest';
import { type Fault, htmlPage, jsonAnswer } from '../../../test/servers/faults.ts';
import { everyHost } from '../../../test/support/every-host.ts';
import { DestinationError } from '../../core/errors.ts';
import type { Discovery } from '../destination.ts';
import { candidateRoots, discoverContentjet } from './discovery.ts';
import { explainContentjet } from './errors.ts';

const lab = everyHost('contentjet', explainContentjet);
const discover = (address: string): Promise<Discovery> => discoverContentjet(new URL(address), lab.io());

async function refused(address: string): Promise<string> {
  const error = await discover(address).catch((thrown: unknown) => thrown);
  return error instanceof DestinationError ? `${error.code} ${error.reason ?? ''}`.trim() : 'found';
}

/** Recorded from contentjet-api 0.17.1. */
const STRANGER = jsonAnswer(401, {
  ...{ name: 'AuthenticationError', message: 'Authorization header is missing', status: 401 },
});
const NOT_FOUND = jsonAnswer(404, { name: 'NotFoundError', message: 'Not found', status: 404 });
const forward: Fault = { kind: 'redirect', status: 301, to: 'https://elsewhere.example/' };

/** `host/path` → answer; everything else is nothing of Contentjet's. */
function serve(answers: Record<string, Fault>, otherwise: Fault = htmlPage(404)): void {
  lab.server.set(({ path, headers }) => answers[`${headers['x-host']}${path}`] ?? otherwise);
}

test.each([
  ['https://x.example', ['/', '/api/']],
  ['https://x.example/api', ['/api/', '/api/api/', '/']],
  ['https://x.example/spec', ['/', '/api/']],
  ['https://x.example/cms/swagger/?url=x#y', ['/cms/', '/cms/api/', '/', '/api/']],
  ['https://x.example/project/1/entries/2/3', ['/', '/api/']],
  ['https://x.example/edit/projects', ['/edit/', '/edit/api/', '/', '/api/']],
  ['https://x.example/user/me', ['/', '/api/']],
])('%s may be below %j', (address, paths) => {
  expect(candidateRoots(new URL(address))).toEqual(paths.map((path) => `https://x.example${path}`));
});

test('a long path is not followed all the way up', () => {
  const roots = candidateRoots(new URL('https://x.example/a/b/c/d/e/f/'));
  expect(roots).toHaveLength(8);
  expect(roots).toContain('https://x.example/');
});

describe('the API is found', () => {
  test.each([
    ['at its own address', 'https://api.example', 'api.example/'],
    ['at its document', 'https://api.example/spec', 'api.example/'],
    ['below a folder', 'https://example.com/cms/', 'example.com/cms/'],
    ['below the host of something else', 'https://example.com/about', 'example.com/api/'],
    ['at another port', 'https://example.com:8443/', 'example.com:8443/'],
  ])('%s', async (_name, address, root) => {
    serve({ [`${root}user/me`]: STRANGER });
    const found = await discover(address);
    const apiUrl = `https://${root}`;
    expect(found).toEqual({
      ...{ siteUrl: apiUrl, apiUrl, title: new URL(apiUrl).host, version: '' },
      origins: [`https://${new URL(apiUrl).hostname}/*`],
      settings: {
        ...{ project: null, entryType: null, mapping: {}, uiUrl: null },
        ...{ images: 'copy', renewal: 'while_open' },
      },
    });
  });

  test('beside the pages where people edit, which are kept for the links', async () => {
    serve({ 'example.com/edit/api/user/me': STRANGER }, htmlPage(200));
    const { apiUrl, settings } = await discover('https://example.com/edit/project/1/entries/2/3');
    expect(apiUrl).toBe('https://example.com/edit/api/');
    expect(settings.uiUrl).toBe('https://example.com/edit/');
  });

  test('behind a proxy that has the header’s place for itself', async () => {
    serve({
      'api.example/user/me': jsonAnswer(401, {
        ...{ name: 'AuthenticationError', message: 'Invalid authorization header', status: 401 },
      }),
    });
    expect((await discover('https://api.example')).apiUrl).toBe('https://api.example/');
  });

  test('where another path of the host forwards', async () => {
    serve({ 'example.com/user/me': forward, 'example.com/api/user/me': STRANGER });
    expect((await discover('https://example.com')).apiUrl).toBe('https://example.com/api/');
  });

  test('without encryption, which is noted', async () => {
    serve({ 'cms.lan/user/me': STRANGER });
    const { settings, origins } = await discover('http://cms.lan');
    expect(settings).toMatchObject({ allowHttp: true });
    expect(origins).toEqual(['http://cms.lan/*']);
  });
});

test('only the host that was given is asked, by GET, and without credentials', async () => {
  serve({}, NOT_FOUND);
  expect(await refused('https://example.com/a/b/')).toBe('not_this_system contentjet_none_here');
  expect(lab.asked.length).toBeLessThan(10);
  expect(new Set(lab.asked.map((address) => new URL(address).host))).toEqual(new Set(['example.com']));
  expect(
    lab.server.requests.every(({ method, headers }) => method === 'GET' && headers.authorization === undefined),
  ).toBe(true);
});

describe('why there is none', () => {
  test.each<[string, string, Fault, string]>([
    ['a page for everything', 'https://edit.example/', htmlPage(200), 'not_this_system contentjet_ui_address'],
    ['a path of the pages', 'https://edit.example/projects', NOT_FOUND, 'not_this_system contentjet_ui_address'],
    ['something else', 'https://x.example/', NOT_FOUND, 'not_this_system contentjet_none_here'],
    ['JSON for everything', 'https://x.example/', jsonAnswer(200, {}), 'not_this_system contentjet_none_here'],
    ['a gate', 'https://x.example/', htmlPage(401), 'insufficient_scope contentjet_gate'],
    ['another API', 'https://x.example/', jsonAnswer(401, { message: 'no' }), 'insufficient_scope contentjet_gate'],
    ['forwarding', 'https://x.example/', forward, 'redirected contentjet_forwards'],
    ['a broken gateway', 'https://x.example/', htmlPage(502), 'server_error'],
  ])('%s', async (_name, address, otherwise, expected) => {
    serve({}, otherwise);
    expect(await refused(address)).toBe(expected);
  });

  test('a page at the very address, and nothing below it', async () => {
    serve({ 'edit.example/': htmlPage(200) });
    expect(await refused('https://edit.example/')).toBe('not_this_system contentjet_ui_address');
  });

  test('a host that is down is asked once', async () => {
    await lab.server.stop();
    expect(await refused('https://x.example/a/b')).toBe('offline');
    expect(lab.asked).toHaveLength(1);
  });

  test.each([
    ['https://me:secret@x.example/', 'not_this_system address_userinfo'],
    ['ftp://x.example/', 'not_this_system address_invalid'],
  ])('%s is asked nothing', async (address, expected) => {
    expect(await refused(address)).toBe(expected);
    expect(lab.asked).toEqual([]);
  });
});
