import { describe, expect, test } from 'vitest';
import type { Authorizer, CheckReport } from '../../src/destinations/destination.ts';
import { aDraft } from '../fixtures/draft.ts';
import { anonymousIo, errorOf, type Harness, newKeyFor, openSession } from './harness.ts';

const MINUTES = 60_000;
const outcomes = (report: CheckReport): Record<string, string> =>
  Object.fromEntries(report.steps.map(({ id, outcome }) => [id, outcome]));

export function connecting(harness: Harness): void {
  const { destination } = harness;

  describe('connecting', () => {
    test.each(harness.addresses)('finds the server, given %s', async (path) => {
      const found = await destination.discover(new URL(path, harness.url), anonymousIo(harness));
      expect(found.apiUrl).toBe(`${harness.url}${harness.apiPath}`);
      expect(destination.parseSettings(found.settings)).toEqual(harness.discovered ?? harness.settings);
    });

    test('with the right credentials every check is passed', async () => {
      const report = await destination.check(await openSession(harness));
      const { skippedChecks = [] } = harness;
      const passed = report.steps.map(({ id }) => [id, skippedChecks.includes(id) ? 'skipped' : 'ok']);
      expect(outcomes(report)).toEqual(Object.fromEntries(passed));
      expect(report.ok).toBe(true);
      expect(report.identity?.siteTitle).not.toBe('');
    });

    test('a wrong secret is told as such', async () => {
      const session = await openSession(harness, { credentials: harness.wrongCredentials });
      const report = await destination.check(session);
      expect(report.ok).toBe(false);
      expect(outcomes(report)).toMatchObject({ reach: 'ok', credentials: 'failed', may_write: 'skipped' });
      const error = await errorOf(harness, destination.createDraft(aDraft(), newKeyFor(harness), {}, session));
      expect(error.code).toBe('credentials_rejected');
    });

    if (harness.authorizesByClock) byClock(harness);

    test.each([
      ['ahead', 10 * MINUTES],
      ['behind', -10 * MINUTES],
    ])('our clock may be 10 minutes %s', async (_name, clockOffset) => {
      const session = await openSession(harness, { clockOffset });
      const receipt = await destination.createDraft(aDraft(), newKeyFor(harness), {}, session);
      await destination.deleteDraft(receipt, session);
      const report = await destination.check(await openSession(harness, { clockOffset }));
      if (harness.authorizesByClock) expect(outcomes(report)).toMatchObject({ clock: 'warning' });
      expect(outcomes(report)).toMatchObject({ may_write: 'ok' });
      expect(report.ok).toBe(true);
    });

    const { user } = harness;
    if (user !== null) {
      test('credentials of a person say who they are, and write as them', async () => {
        const session = await openSession(harness, { credentials: user.credentials });
        const report = await destination.check(session);
        expect(report.identity).toMatchObject({ userName: user.name });
        if (!harness.hasNoRoles) expect(report.identity?.role).toBeTruthy();
        const receipt = await destination.createDraft(aDraft(), newKeyFor(harness), {}, session);
        expect(await harness.editor.authorOf(receipt)).toBe(user.name);
        await destination.deleteDraft(receipt, session);
      });
    }

    if (user !== null && !harness.hasNoAuthors) {
      test('an author may be chosen', async () => {
        const session = await openSession(harness);
        const author = (await destination.options(session)).authors.find(({ name }) => name === user.name);
        expect(author).toBeDefined();
        const options = author === undefined ? {} : { authorId: author.id };
        const receipt = await destination.createDraft(aDraft(), newKeyFor(harness), options, session);
        expect(await harness.editor.authorOf(receipt)).toBe(user.name);
        await destination.deleteDraft(receipt, session);
      });
    }
  });
}

function byClock(harness: Harness): void {
  const { destination } = harness;

  test('an authorisation that has expired is renewed, and the request sent once more', async () => {
    let calls = 0;
    const stale = (own: Authorizer): Authorizer => ({
      authorize: (headers, now) => own.authorize(headers, calls++ === 0 ? now - 60 * MINUTES : now),
      cureOf: (error, sent) => own.cureOf(error, sent),
    });
    const session = await openSession(harness, { authorizer: stale });
    await destination.options(session);
    expect(calls).toBeGreaterThan(1);
  });

  test('an authorisation that stays expired is given up after the second try', async () => {
    const stale = (own: Authorizer): Authorizer => ({
      authorize: (headers, now) => own.authorize(headers, now - 60 * MINUTES),
      cureOf: (error, sent) => own.cureOf(error, sent),
    });
    const session = await openSession(harness, { authorizer: stale, url: harness.faults.url });
    const error = await errorOf(harness, destination.findDraft(newKeyFor(harness), session));
    expect(error.code).toBe('credentials_rejected');
    expect(harness.faults.requests).toHaveLength(2);
  });
}
