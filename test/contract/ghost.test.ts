import { afterAll, describe, expect, test } from 'vitest';
import { aDraft } from '../fixtures/draft.ts';
import { authDeps, noHttp } from '../support/auth-deps.ts';
import { ghostHarness } from './ghost-harness.ts';
import { errorOf, openSession } from './harness.ts';
import { newKey } from './keys.ts';
import { destinationContract } from './suite.ts';

const harness = await ghostHarness();
const { destination } = harness;
afterAll(() => harness.stop());

describe('the paths of Ghost 2, 3 and 4, which newer ones still answer', () => {
  test.each(['v2', 'v3', 'v4'])('%s takes a draft and gives it back', async (apiVersion) => {
    const session = await openSession({ ...harness, settings: { apiVersion } });
    const key = newKey(destination);
    const receipt = await destination.createDraft(aDraft(), key, {}, session);
    expect(await destination.findDraft(key, session)).toMatchObject({ remoteId: receipt.remoteId });
    expect(await destination.getDraft(receipt, session)).toMatchObject({ title: 'A draft', status: 'draft' });
    await destination.deleteDraft(receipt, session);
  });

  test('another version’s audience is told as such', async () => {
    const other = await destination.authorizer(
      harness.credentials,
      { apiVersion: 'v2' },
      authDeps(noHttp, harness.url),
    );
    const session = await openSession({ ...harness, settings: { apiVersion: 'v4' } }, { authorizer: () => other });
    const error = await errorOf(harness, destination.findDraft(newKey(destination), session));
    expect(error).toMatchObject({ code: 'credentials_rejected', reason: 'ghost_wrong_version' });
  });
});

destinationContract('Ghost', harness);
