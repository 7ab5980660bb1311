import * as v from 'valibot';
import { ERROR_RULES, type ErrorCode, type ErrorView } from '../core/errors.ts';
import {
  type DeliveryKey,
  type DraftOptions,
  IGNORED_FIELDS,
  type Receipt,
  type Schema,
  type UploadedImage,
} from '../destinations/destination.ts';

/**
 * editing         open in the popup, nothing was asked for yet
 * queued          to be sent as soon as the runner gets to it
 * sending         a request is (or was, when the worker died) under way
 * unknown         sent, no answer seen: to be looked up by its key, never sent blindly
 * waiting         the runner tries again by itself at `waitUntil`
 * needs_attention only the person can help: see `error`, or `accountId` is missing
 * delivered       the receipt is stored
 * dropped         discarded or undone
 */
export type EntryState =
  | 'editing'
  | 'queued'
  | 'sending'
  | 'unknown'
  | 'waiting'
  | 'needs_attention'
  | 'delivered'
  | 'dropped';

/**
 * create  the draft comes to stand at the destination
 * tidy    what only served the delivery is cleared away
 * update  images whose copies came after the delivery get into the draft; absent where there are none
 */
export type StepName = 'create' | 'tidy' | 'update';

export interface Step {
  name: StepName;
  /** `sent`: the request was about to leave; whether it arrived is known only to the server. */
  state: 'pending' | 'sent' | 'done' | 'given_up';
}

/** One image on its way to the destination. */
export interface Upload {
  /** The `id` of the draft's image: its `originalUrl` may carry the bytes themselves. */
  imageId: string;
  /** Under which it is uploaded: fixed before the first try. */
  name: string;
  /** `sent`: the request was about to leave. `failed`: it stays a link, for `error`. */
  state: 'sent' | 'done' | 'failed';
  /** Requests so far. */
  tries?: number;
  image?: UploadedImage;
  /** Uploaded after the delivery, and not in the draft yet. */
  late?: true;
  error?: ErrorView;
}

/** One delivery: what, where to, how far. Written before any network call. */
export interface OutboxEntry {
  v: 1;
  id: string;
  /** 8 random hex digits, fixed at birth. */
  nonce: string;
  /** Fixed when the entry is first sent to its account, before the request. */
  key: DeliveryKey | null;
  draftId: string;
  /** Null for a clip made before any account exists. */
  accountId: string | null;
  options: DraftOptions;
  state: EntryState;
  steps: Step[];
  /** Images sent ahead of the draft, in order; absent before the first. */
  uploads?: Upload[];
  /** Tries since the person last asked; once delivered or dropped, of the work that is left (afterwards.ts). */
  attempt: number;
  /** Until then, keys that were given up; from then on, tries that count towards leaving that work. Absent: none. */
  failures?: number;
  /** ms since the epoch. */
  createdAt: number;
  updatedAt: number;
  /** ms since the epoch: until then the last request may still arrive, so that "not found" proves nothing. */
  settledAt?: number;
  waitUntil: number | null;
  /** Of a delivered entry: why copies of images did not get into the draft. */
  error: ErrorView | null;
  receipt: Receipt | null;
  /** Made in a private window: in memory only. */
  incognito: boolean;
}

const address = v.pipe(
  v.string(),
  v.check((text) => URL.canParse(text)),
);
const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const timestamp = count;

const errorView: Schema<ErrorView> = v.object({
  code: v.custom<ErrorCode>((code) => typeof code === 'string' && Object.hasOwn(ERROR_RULES, code)),
  destination: v.string(),
  reason: v.exactOptional(v.string()),
  status: v.exactOptional(v.number()),
  retryAfter: v.exactOptional(v.number()),
  issues: v.exactOptional(
    v.array(
      v.object({
        field: v.string(),
        rule: v.picklist(['required', 'too_long', 'too_short', 'format', 'unknown']),
        limit: v.exactOptional(v.number()),
        label: v.exactOptional(v.string()),
      }),
    ),
  ),
});

const receipt: Schema<Receipt> = v.object({
  v: v.literal(1),
  remoteId: v.pipe(v.string(), v.minLength(1)),
  revision: v.exactOptional(v.string()),
  remote: v.nullish(v.unknown(), null),
  editUrl: v.exactOptional(address),
  viewUrl: v.exactOptional(v.string()),
  createdAt: v.string(),
  leftOut: v.array(v.string()),
  ignored: v.exactOptional(v.array(v.picklist(IGNORED_FIELDS))),
});

const upload: Schema<Upload> = v.object({
  imageId: v.string(),
  name: v.string(),
  state: v.picklist(['done', 'failed', 'sent']),
  tries: v.exactOptional(v.number()),
  image: v.exactOptional(v.object({ remoteId: v.pipe(v.string(), v.minLength(1)), url: address })),
  late: v.exactOptional(v.literal(true)),
  error: v.exactOptional(errorView),
});

const STEP_STATES: readonly Step['state'][] = ['pending', 'done', 'given_up', 'sent'];

const entry: Schema<OutboxEntry> = v.object({
  v: v.literal(1),
  id: v.pipe(v.string(), v.minLength(1)),
  nonce: v.pipe(v.string(), v.regex(/^[0-9a-f]{8}$/)),
  key: v.nullable(v.string()),
  draftId: v.pipe(v.string(), v.minLength(1)),
  accountId: v.nullable(v.string()),
  options: v.object({
    authorId: v.exactOptional(v.string()),
    categoryIds: v.exactOptional(v.array(v.string())),
    featuredImage: v.exactOptional(v.string()),
    cut: v.exactOptional(v.literal(true)),
  }),
  state: v.picklist(['editing', 'queued', 'sending', 'unknown', 'waiting', 'needs_attention', 'delivered', 'dropped']),
  steps: v.array(v.object({ name: v.picklist(['create', 'tidy', 'update']), state: v.picklist(STEP_STATES) })),
  uploads: v.exactOptional(v.array(upload)),
  attempt: count,
  failures: v.exactOptional(count),
  createdAt: timestamp,
  updatedAt: timestamp,
  settledAt: v.exactOptional(timestamp),
  waitUntil: v.nullable(timestamp),
  error: v.nullable(errorView),
  receipt: v.nullable(receipt),
  incognito: v.boolean(),
});

function parsed<T>(schema: Schema<T>, stored: unknown): T | null {
  const result = v.safeParse(schema, stored);
  return result.success ? result.output : null;
}

/** What was stored, or null where it is no entry this version knows. */
export const parseEntry = (stored: unknown): OutboxEntry | null => parsed(entry, stored);

/** What was stored, or null where it is no receipt. `remote` stays opaque: its adapter parses it. */
export const parseReceipt = (stored: unknown): Receipt | null => parsed(receipt, stored);
