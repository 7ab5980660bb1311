import { describe, expect, test } from 'vitest';
import type { Session, Settings } from '../../src/destinations/destination.ts';
import { aDraft } from '../fixtures/draft.ts';
import { htmlPage, jsonAnswer, startFaults } from '../servers/faults.ts';
import { errorOf, type Harness, newKeyFor, openSession } from './harness.ts';
import { newNonce } from './keys.ts';

export function failing(harness: Harness): void {
  const { destination, faults, isCreate } = harness;
  const throughFaults = () => openSession(harness, { url: faults.url });

  const everyCall = (session: Session<Settings>): (() => Promise<unknown>)[] => [
    () => destination.createDraft(aDraft(), newKeyFor(harness), {}, session),
    () => destination.findDraft(newKeyFor(harness), session),
    ...(harness.hasNoOptions ? [] : [() => destination.options(session)]),
  ];

  describe('when something goes wrong', () => {
    test.each([
      ['is lost', { kind: 'drop' }, 'offline'],
      ['breaks off', { kind: 'cut_off' }, 'unexpected_response'],
      ['is a page', htmlPage(201), 'unexpected_response'],
    ] as const)('an answer that %s leaves the draft to be found by its key', async (_name, fault, code) => {
      const draft = aDraft({ title: `Lost ${newNonce()}` });
      const key = await destination.deliveryKey(draft, newNonce(), await openSession(harness));
      faults.set((request) => (isCreate(request) ? fault : { kind: 'pass' }));
      const session = await throughFaults();
      expect((await errorOf(harness, destination.createDraft(draft, key, {}, session))).code).toBe(code);
      expect(faults.requests.filter(isCreate)).toHaveLength(1);

      const found = await destination.findDraft(key, session);
      if (fault.kind === 'answer') {
        // This page stood before the server: nothing arrived, and that is said too.
        expect(found).toBeNull();
        return;
      }
      expect(await harness.countByTitle(draft.title)).toBe(1);
      if (found === null) throw new Error('the draft was not found');
      expect(await destination.getDraft(found, session)).toMatchObject({ title: draft.title, status: 'draft' });
      faults.set({ kind: 'pass' });
      await destination.deleteDraft(found, session);
    });

    test('a lost look-up says neither that the draft arrived nor that it did not', async () => {
      faults.set({ kind: 'drop' });
      const error = await errorOf(harness, destination.findDraft(newKeyFor(harness), await throughFaults()));
      expect(error.code).toBe('offline');
      faults.set(htmlPage(404));
      expect((await errorOf(harness, destination.findDraft(newKeyFor(harness), await throughFaults()))).code).toBe(
        'not_found',
      );
    });

    test('a server that is down is offline, in the check too', async () => {
      const gone = await startFaults();
      await gone.stop();
      const session = await openSession(harness, { url: gone.url });
      const create = destination.createDraft(aDraft(), newKeyFor(harness), {}, session);
      expect((await errorOf(harness, create)).code).toBe('offline');
      const report = await destination.check(session);
      expect(report.steps[0]).toMatchObject({ outcome: 'failed', error: { code: 'offline' } });
    });

    test('a page where JSON was expected is no success, whatever its status', async () => {
      faults.set(htmlPage(200));
      const session = await throughFaults();
      for (const call of everyCall(session)) {
        expect((await errorOf(harness, call())).code).toBe('unexpected_response');
      }
      expect((await destination.check(session)).ok).toBe(false);
    });

    test.each([301, 302, 303, 307, 308] as const)(
      'a redirect with %i is not followed, and no secret leaves',
      async (status) => {
        const elsewhere = await startFaults();
        elsewhere.set(jsonAnswer(201, {}));
        faults.set(({ path }) => ({ kind: 'redirect', status, to: `${elsewhere.url}${path}` }));
        const session = await throughFaults();
        for (const call of everyCall(session)) {
          expect((await errorOf(harness, call())).code).toBe(harness.redirectCode ?? 'redirected');
        }
        expect(elsewhere.requests).toEqual([]);
        await elsewhere.stop();
      },
    );

    test.each([
      [429, 'seconds', 'rate_limited'],
      [429, 'a date', 'rate_limited'],
      [503, 'seconds', 'server_error'],
    ] as const)('%i with Retry-After as %s is waited for', async (status, form, code) => {
      const value = form === 'seconds' ? '120' : new Date(Date.now() + 120_000).toUTCString();
      faults.set(jsonAnswer(status, { errors: [{ message: 'Later.' }] }, { 'retry-after': value }));
      const error = await errorOf(harness, destination.findDraft(newKeyFor(harness), await throughFaults()));
      expect(error.code).toBe(code);
      expect(error.retryAfter).toBeGreaterThan(60_000);
      expect(error.retryAfter).toBeLessThanOrEqual(121_000);
    });

    test.each([
      ['ahead', 10 * 60_000],
      ['behind', -10 * 60_000],
    ])(
      'a date in the answers that is 10 minutes %s of the server’s own clock does not shut us out',
      async (_name, ms) => {
        faults.set({ kind: 'date', ms });
        const session = await throughFaults();
        await destination.options(session);
        const receipt = await destination.createDraft(aDraft(), newKeyFor(harness), {}, session);
        await destination.deleteDraft(receipt, session);
      },
    );

    if (harness.waitsForSlowAnswers) waiting(harness);
  });
}

function waiting(harness: Harness): void {
  const { destination, faults, isCreate } = harness;
  const throughFaults = (timeoutMs?: number) =>
    openSession(harness, { url: faults.url, ...(timeoutMs === undefined ? {} : { timeoutMs }) });

  test('an answer after 60 s is waited for; one who waits less finds the draft afterwards', async () => {
    const patient = aDraft({ title: `Patient ${newNonce()}` });
    const hasty = aDraft({ title: `Hasty ${newNonce()}` });
    const direct = await openSession(harness);
    const key = await destination.deliveryKey(hasty, newNonce(), direct);
    const patientKey = await destination.deliveryKey(patient, newNonce(), direct);
    faults.set((request) => (isCreate(request) ? { kind: 'delay', ms: 60_000 } : { kind: 'pass' }));
    const arriving = throughFaults().then((session) => destination.createDraft(patient, patientKey, {}, session));
    const session = await throughFaults(3000);
    const error = await errorOf(harness, destination.createDraft(hasty, key, {}, session));
    expect(error.code).toBe('timeout');
    const found = await destination.findDraft(key, session);
    if (found === null) throw new Error('the draft was not found');
    await destination.deleteDraft(found, session);

    const receipt = await arriving;
    expect(await harness.countByTitle(patient.title)).toBe(1);
    await destination.deleteDraft(receipt, await openSession(harness));
  });
}
