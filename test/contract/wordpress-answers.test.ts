/** Answers that are damaged or not WordPress' own: never a false success, never a second draft, never a lost one. */
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { aDraft } from '../fixtures/draft.ts';
import { htmlPage, jsonAnswer, startFaults } from '../servers/faults.ts';
import type { WordPressSwitch } from '../servers/wordpress-switches.ts';
import { errorOf, openSession } from './harness.ts';
import { newKey, newNonce } from './keys.ts';
import { ownServer, type SignIn, wordpressHarness } from './wordpress-harness.ts';

const server = await ownServer();
const { switches } = server.running;
afterAll(() => server.stop());

async function answers(signIn: SignIn) {
  const harness = await wordpressHarness({ ...server, stop: async () => {} }, { signIn, apiPath: '/wp-json/' });
  const { destination, faults, isCreate } = harness;
  afterAll(() => harness.stop());

  /** A draft that nobody has seen, its key, and how often it stands there. */
  function fresh() {
    const draft = aDraft({ title: `Answered ${newNonce()}` });
    const key = newKey(destination);
    return { draft, key, count: () => harness.countByTitle(draft.title) };
  }

  describe(`answers to ${signIn}`, () => {
    beforeEach(async () => {
      faults.set({ kind: 'pass' });
      await switches.set([]);
    });

    test.each(['php_warning', 'byte_order_mark'] as const)('with a %s before it JSON is JSON', async (name) => {
      const { draft, key, count } = fresh();
      await switches.set([name]);
      const session = await openSession(harness);
      const receipt = await destination.createDraft({ ...draft, tags: [`contract ${newNonce()}`] }, key, {}, session);
      expect(await destination.findDraft(key, session)).toMatchObject({ remoteId: receipt.remoteId });
      expect(await count()).toBe(1);
      await destination.tidy(receipt, draft, session);
      await destination.deleteDraft(receipt, session);
      expect(await count()).toBe(0);
    });

    test.each([
      ['fatal', 'server_error'],
      ['wp_die', 'server_error'],
      ['maintenance', 'server_error'],
    ] as [WordPressSwitch, string][])('%s: nothing was made, and later it is', async (name, code) => {
      const { draft, key, count } = fresh();
      const session = await openSession(harness);
      await switches.set([name]);
      expect((await errorOf(harness, destination.createDraft(draft, key, {}, session))).code).toBe(code);
      expect((await errorOf(harness, destination.findDraft(key, session))).code).toBe(code);
      await switches.set([]);
      expect(await count()).toBe(0);
      expect(await destination.findDraft(key, session)).toBeNull();
      await destination.createDraft(draft, key, {}, session);
      expect(await count()).toBe(1);
    });

    test.each([
      [502, 'server_error'],
      [503, 'server_error'],
      [504, 'server_error'],
      [200, 'unexpected_response'],
      [201, 'unexpected_response'],
    ])('a gateway’s page with %i in place of the answer is no success', async (status, code) => {
      const { draft, key, count } = fresh();
      faults.set((request) => (isCreate(request) ? htmlPage(status) : { kind: 'pass' }));
      const session = await openSession(harness, { url: faults.url });
      expect((await errorOf(harness, destination.createDraft(draft, key, {}, session))).code).toBe(code);
      expect(await destination.findDraft(key, session)).toBeNull();
      expect(await count()).toBe(0);
    });

    test.each([
      [200, [{ id: 7, slug: 'x', status: 'publish' }]],
      [201, [{ id: 7, slug: 'x', status: 'draft' }]],
      [200, { id: 7, slug: 'x', status: 'draft' }],
      [201, { id: '7', slug: 'x', status: 'draft' }],
      [201, { code: 'ok' }],
    ])('a create that is answered with %i and %j is no success', async (status, body) => {
      const { draft, key } = fresh();
      faults.set((request) => (isCreate(request) ? jsonAnswer(status, body) : { kind: 'pass' }));
      const session = await openSession(harness, { url: faults.url });
      const error = await errorOf(harness, destination.createDraft(draft, key, {}, session));
      expect(error.code).toBe('unexpected_response');
    });

    test.each([301, 302, 307, 308] as const)(
      'a site that forwards with %i has made nothing and seen nothing',
      async (status) => {
        const { draft, key, count } = fresh();
        await openSession(harness).then((session) => destination.options(session));
        const elsewhere = await startFaults();
        faults.set(({ path }) => ({ kind: 'redirect', status, to: `${elsewhere.url}${path}` }));
        const session = await openSession(harness, { url: faults.url });
        expect((await errorOf(harness, destination.createDraft(draft, key, {}, session))).code).toBe('redirected');
        await switches.set([`redirect=${status}`]);
        const real = await openSession(harness);
        expect((await errorOf(harness, destination.createDraft(draft, key, {}, real))).code).toBe('redirected');
        await switches.set([]);
        expect(await count()).toBe(0);
        expect(elsewhere.requests).toEqual([]);
        await elsewhere.stop();
      },
    );

    test('a page where a post was is not taken for its end', async () => {
      const { draft, key, count } = fresh();
      const session = await openSession(harness, { url: faults.url });
      const receipt = await destination.createDraft(draft, key, {}, session);
      faults.set(htmlPage(404));
      expect((await errorOf(harness, destination.deleteDraft(receipt, session))).code).toBe('not_found');
      expect((await errorOf(harness, destination.tidy(receipt, draft, session))).code).toBe('not_found');
      faults.set({ kind: 'pass' });
      expect(await count()).toBe(1);
      await destination.deleteDraft(receipt, session);
      expect(await count()).toBe(0);
    });
  });
}

for (const signIn of ['application_password', 'jwt_login'] as const) await answers(signIn);
