/** Which sign-ins are renewed, when, and how often. */
import { beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT } from '../../test/support/background-house.ts';
import { lockSpace } from '../../test/support/locks.ts';
import { handClock, realRandom } from '../../test/support/memory.ts';
import { DestinationError, type ErrorCode } from '../core/errors.ts';
import type { Account } from '../messages/contract.ts';
import { newEntry } from '../outbox/changes.ts';
import type { EntryState, OutboxEntry } from '../outbox/entry.ts';
import { createRenewal } from './renewal.ts';

const MINUTE = 60_000;
const clock = handClock();

let accounts: Account[];
let entries: OutboxEntry[];
/** By account: when it is wanted next, or what goes wrong. */
let answers: Map<string, number | null | Error | 'cannot'>;
let opened: string[];
let renewed: string[];
let wakes: (number | null)[];
let listed: number;
let underWay: number;
let mostAtOnce: number;
let before: () => Promise<void>;
let diskFault: Error | null;
beforeEach(() => {
  [accounts, entries, answers] = [[], [], new Map()];
  [opened, renewed, wakes, listed, underWay, mostAtOnce] = [[], [], [], 0, 0, 0];
  before = async () => {};
  diskFault = null;
});

const grant = (id: string, renewal: 'while_open' | 'while_needed' = 'while_open'): Account => ({
  ...{ ...ACCOUNT, id, authMethod: 'password_grant' },
  settings: { renewal },
});
const entry = (accountId: string, state: EntryState, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  ...newEntry({ draftId: 'draft', accountId, options: {}, incognito: false }, clock.now(), realRandom),
  state,
  ...more,
});
const failure = (code: ErrorCode) => new DestinationError({ code, destination: 'contentjet' });

function renewalOf(locks = lockSpace().context()) {
  const openAccount = async (accountId: string) => {
    opened.push(accountId);
    const answer = answers.get(accountId) ?? null;
    const renewAhead = async () => {
      underWay += 1;
      mostAtOnce = Math.max(mostAtOnce, underWay);
      await before();
      underWay -= 1;
      renewed.push(accountId);
      if (answer instanceof Error) throw answer;
      return typeof answer === 'number' ? answer : null;
    };
    return { authorizer: answer === 'cannot' ? {} : { renewAhead } };
  };
  return createRenewal({
    vault: {
      listAccounts: async () => {
        listed += 1;
        if (diskFault !== null) throw diskFault;
        return accounts;
      },
    },
    store: { list: async () => entries },
    ...{ openAccount, locks, clock, keepAlive: (task) => task() },
    schedule: async (at) => void wakes.push(at),
  });
}

describe('which sign-ins are kept', () => {
  test('those that are to last while the browser is open', async () => {
    accounts = [grant('a')];
    answers.set('a', clock.now() + MINUTE);
    await renewalOf()();
    expect(wakes).toEqual([clock.now() + MINUTE]);
  });

  test.each<EntryState>(['queued', 'sending', 'unknown', 'waiting'])(
    'those that a draft waits for, which is %s',
    async (state) => {
      accounts = [grant('a', 'while_needed'), grant('b', 'while_needed')];
      entries = [entry('a', state)];
      await renewalOf()();
      expect(renewed).toEqual(['a']);
    },
  );

  test('also for what is left to do after a delivery', async () => {
    accounts = [grant('a', 'while_needed')];
    const receipt = { v: 1, remoteId: '7', remote: null, createdAt: '2026-01-02T00:00:00.000Z', leftOut: [] } as const;
    entries = [
      entry('a', 'delivered', { receipt: { ...receipt, leftOut: [] }, steps: [{ name: 'tidy', state: 'pending' }] }),
    ];
    await renewalOf()();
    expect(renewed).toEqual(['a']);
  });

  test.each<EntryState>(['editing', 'needs_attention', 'delivered', 'dropped'])(
    'none for a draft that is %s: then the alarm goes',
    async (state) => {
      accounts = [grant('a', 'while_needed')];
      entries = [entry('a', state, { steps: [{ name: 'create', state: 'done' }] })];
      await renewalOf()();
      expect(opened).toEqual([]);
      expect(wakes).toEqual([null]);
    },
  );

  test('accounts with nothing that ends are not even opened, whatever waits for them', async () => {
    accounts = [
      { ...ACCOUNT, id: 'key', settings: { renewal: 'while_open' } },
      { ...ACCOUNT, id: 'jwt', authMethod: 'jwt_login' },
      { ...ACCOUNT, id: 'password', authMethod: 'application_password' },
    ];
    entries = accounts.map(({ id }) => entry(id, 'queued'));
    await renewalOf()();
    expect(opened).toEqual([]);
    expect(wakes).toEqual([null]);
  });

  test('an authorizer that has nothing to renew is left in peace', async () => {
    accounts = [grant('a')];
    answers.set('a', 'cannot');
    await renewalOf()();
    expect([opened, wakes]).toEqual([['a'], [null]]);
  });
});

describe('when it comes again', () => {
  test('at the earliest time that any account names', async () => {
    accounts = [grant('a'), grant('b'), grant('c')];
    answers.set('a', clock.now() + 3 * MINUTE);
    answers.set('b', clock.now() + 2 * MINUTE);
    await renewalOf()();
    expect(wakes).toEqual([clock.now() + 2 * MINUTE]);
  });

  test.each<ErrorCode>(['offline', 'timeout', 'server_error', 'rate_limited', 'unexpected_response'])(
    'in half a minute after a failure that may pass: %s',
    async (code) => {
      accounts = [grant('a'), grant('b')];
      answers.set('a', failure(code));
      answers.set('b', clock.now() + 3 * MINUTE);
      await renewalOf()();
      expect(wakes).toEqual([clock.now() + 30_000]);
    },
  );

  test.each<[string, Error]>([
    ['only the person can help', failure('reauthorization_required')],
    ['access was taken away', failure('host_permission_missing')],
    ['the vault is locked', failure('vault_locked')],
    ['the account is damaged', new TypeError('not an account')],
  ])('never by itself where %s, and the others are renewed all the same', async (_, error) => {
    accounts = [grant('a'), grant('b')];
    answers.set('a', error);
    answers.set('b', clock.now() + MINUTE);
    await renewalOf()();
    expect(renewed).toEqual(['a', 'b']);
    expect(wakes).toEqual([clock.now() + MINUTE]);
  });
});

describe('one at a time', () => {
  test('a call during a run makes it look again, once however many call', async () => {
    accounts = [grant('a')];
    answers.set('a', clock.now() + MINUTE);
    const renew = renewalOf();
    const runs = [renew()];
    before = async () => {
      before = async () => {};
      answers.set('a', clock.now() + 2 * MINUTE);
      for (let call = 0; call < 50; call += 1) runs.push(renew());
    };
    await Promise.all(runs);
    await Promise.all(runs);
    expect(listed).toBe(2);
    expect(wakes).toEqual([clock.now() + MINUTE, clock.now() + 2 * MINUTE]);
  });

  test('also of two contexts', async () => {
    accounts = [grant('a')];
    answers.set('a', clock.now() + MINUTE);
    const locks = lockSpace();
    before = () => new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([renewalOf(locks.context())(), renewalOf(locks.context())()]);
    expect([renewed.length, mostAtOnce]).toEqual([2, 1]);
  });

  test('a run that fails leaves the way free for the next', async () => {
    accounts = [grant('a')];
    const renew = renewalOf();
    diskFault = new Error('the disk is gone');
    await expect(renew()).rejects.toThrow('the disk is gone');
    diskFault = null;
    answers.set('a', clock.now() + MINUTE);
    await renew();
    expect(wakes).toEqual([clock.now() + MINUTE]);
  });
});
