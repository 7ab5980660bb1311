/** A sign-in at a real authorization server in front of a real WordPress: a draft with its image arrives. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { aClip, aDraft } from '../fixtures/draft.ts';
import { wordpressSite } from '../servers/bearer-proxy.ts';
import type { RunningWordPress } from '../servers/wordpress.ts';
import { WordPressSite } from '../servers/wordpress-site.ts';
import { PNG } from '../support/draft-with-images.ts';
import { newNonce } from './keys.ts';
import { anOAuthSite, type OAuthSite } from './oauth-site.ts';
import { ownServer } from './wordpress-harness.ts';

let wordpress: RunningWordPress;
let site: OAuthSite;
beforeAll(async () => {
  wordpress = (await ownServer()).running;
  site = await anOAuthSite({
    ...{ destination: 'wordpress', site: wordpressSite(wordpress.url, wordpress.users.editor) },
    authentication: 'client_secret_basic',
  });
});
afterAll(async () => {
  await site?.stop();
  await wordpress?.stop();
});

function draftWithImage() {
  const id = `By OAuth ${newNonce()}`;
  const src = 'https://paper.example/1.png';
  return aDraft({
    ...{ id, title: id },
    passages: [
      aClip({
        content: {
          type: 'root',
          children: [{ type: 'element', tagName: 'img', properties: { src, alt: 'One' }, children: [] }],
        },
      }),
    ],
    images: [{ id: 'image-1', originalUrl: src, alt: 'One', state: 'stored', blobId: `${id}/image-1` }],
  });
}

test('signed in, a draft with its image, an hour later another, and signed out', async () => {
  const { browser, oidc, proxy, clock } = site;
  const { account, report } = await browser.authorize(site.request());
  expect(account, JSON.stringify(report)).toMatchObject({
    ...{ authMethod: 'authorization_code', apiUrl: `${proxy.url}/wp-json/` },
    identity: { userName: wordpress.users.editor.displayName },
  });
  const accountId = account?.id ?? '';
  const own = new WordPressSite(wordpress.url, wordpress.users.administrator);
  for (const refreshes of [0, 1]) {
    clock.advance(refreshes * 3_600_000);
    const draft = draftWithImage();
    await browser.images.put(`${draft.id}/image-1`, PNG);
    const entry = await browser.entry(await browser.send(draft, accountId));
    expect(entry).toMatchObject({ state: 'delivered', uploads: [{ state: 'done' }] });
    const { content } = await own.post(entry?.receipt?.remoteId ?? '');
    expect(content.raw).toContain(`src="${entry?.uploads?.[0]?.image?.url}"`);
    expect(await own.countByTitle(draft.title)).toBe(1);
    expect(oidc.tokenRequests.filter(({ grantType }) => grantType === 'refresh_token')).toHaveLength(refreshes);
  }
  expect(proxy.requests.every(({ status }) => status !== 401 && status !== 403)).toBe(true);

  const last = (await site.refreshToken(accountId)) ?? expect.unreachable();
  await browser.background().accounts.remove(accountId);
  expect(await site.replay(last)).toEqual({ status: 400, error: 'invalid_grant' });
});
