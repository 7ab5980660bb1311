import { expect, test } from 'vitest';
import { DestinationError, type ErrorView } from '../core/errors.ts';
import type { CheckReport } from './destination.ts';
import { examine } from './examine.ts';

const STEPS = ['reach', 'is_it', 'credentials', 'may_write'] as const;
const IDENTITY = { siteTitle: 'Clip Lab', userName: 'Oscar', role: null };

const told = ({ steps }: CheckReport): string[] =>
  steps.map(({ id, outcome, detail, error }) =>
    [id, outcome, detail, error && (error.reason ?? error.code)].filter(Boolean).join(' '),
  );

/** The report of an examination that fails so after so many steps. */
const failing = (after: number, error: Omit<ErrorView, 'destination'>): Promise<CheckReport> =>
  examine<(typeof STEPS)[number]>({
    steps: STEPS,
    gate: 'gate',
    explain: (step, view) => (view.code === 'redirected' ? { ...view, reason: `forwards_at_${step}` } : view),
    async run(done) {
      for (const step of STEPS.slice(0, after)) done(step);
      throw new DestinationError({ ...error, destination: 'ghost' });
    },
  });

test('all is well: the steps’ lines, what was added to them, and who the account is', async () => {
  const report = await examine<(typeof STEPS)[number]>({
    steps: STEPS,
    async run(done, lines) {
      done('reach');
      done('is_it', '6.65');
      done('credentials');
      done('may_write');
      lines.push({ id: 'client', outcome: 'warning' });
      return IDENTITY;
    },
  });
  expect(told(report)).toEqual(['reach ok', 'is_it ok 6.65', 'credentials ok', 'may_write ok', 'client warning']);
  expect(report).toMatchObject({ ok: true, identity: IDENTITY });
});

test('what fails is the first step without a line; the rest is skipped', async () => {
  const report = await failing(2, { code: 'credentials_rejected' });
  expect(told(report)).toEqual([
    ...['reach ok', 'is_it ok', 'credentials failed credentials_rejected', 'may_write skipped'],
  ]);
  expect(report).toMatchObject({ ok: false, identity: null });
});

test.each<[Omit<ErrorView, 'destination'>, string]>([
  [{ code: 'offline' }, 'reach failed offline'],
  [{ code: 'server_error' }, 'reach failed server_error'],
  [{ code: 'insufficient_scope', reason: 'gate' }, 'reach failed gate'],
  [{ code: 'unexpected_response', reason: 'address_insecure' }, 'reach failed address_insecure'],
])('nothing that could be the system has answered: %j', async (error, line) => {
  expect(told(await failing(0, error))[0]).toBe(line);
});

test('something else has answered: the address is reached, and it is not this system', async () => {
  const lines = told(await failing(0, { code: 'unexpected_response' }));
  expect(lines.slice(0, 2)).toEqual(['reach ok', 'is_it failed unexpected_response']);
});

test('a system says what a general failure means at its step', async () => {
  expect(told(await failing(3, { code: 'redirected' })).at(-1)).toBe('may_write failed forwards_at_may_write');
});
