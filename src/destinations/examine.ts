/** The frame of the connection doctors. */
import { type ErrorCode, type ErrorView, toErrorView } from '../core/errors.ts';
import type { AccountIdentity, CheckReport, CheckStep } from './destination.ts';

/** Failures before anything that could be the system has answered. */
const NOT_REACHED: readonly ErrorCode[] = [
  'offline',
  'timeout',
  'redirected',
  'server_error',
  'rate_limited',
  'host_permission_missing',
];

/** Writes a line that says so. */
type Done<Id> = (id: Id, detail?: string) => void;

export interface Examination<Id extends string> {
  /** In their order; the first is that something answers at the address, the second that it is this system. */
  steps: readonly Id[];
  /** The reason of a refusal by something in front of the system. */
  gate?: string;
  /** Goes through the steps, each with one line in `lines`, and throws at the first that fails. */
  run(done: Done<Id>, lines: CheckStep[]): Promise<AccountIdentity>;
  /** What a general failure means at this step. */
  explain?(step: Id, error: ErrorView): ErrorView | Promise<ErrorView>;
}

/** One line per step, in order; after a failure the rest is skipped. */
export async function examine<Id extends string>(examination: Examination<Id>): Promise<CheckReport> {
  const { steps, gate, run, explain } = examination;
  const lines: CheckStep[] = [];
  const done: Done<Id> = (id, detail) => {
    lines.push({ id, outcome: 'ok', ...(detail === undefined ? {} : { detail }) });
  };
  try {
    const identity = await run(done, lines);
    return { steps: lines, ok: true, identity };
  } catch (thrown) {
    const error = toErrorView(thrown);
    const [reach] = steps;
    if (reach !== undefined && lines.length === 0 && isAnswer(error, gate)) done(reach);
    const failed = steps[lines.length];
    if (failed !== undefined) {
      lines.push({ id: failed, outcome: 'failed', error: (await explain?.(failed, error)) ?? error });
    }
  }
  for (const id of steps.slice(lines.length)) lines.push({ id, outcome: 'skipped' });
  return { steps: lines, ok: false, identity: null };
}

/** Something that could be the system has answered. */
const isAnswer = ({ code, reason = '' }: ErrorView, gate: string | undefined): boolean =>
  !NOT_REACHED.includes(code) && reason !== gate && !reason.startsWith('address_');
