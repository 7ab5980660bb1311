/** What was recorded from contentjet-api 0.17.1, in the order in which it happened. */
import { readFileSync } from 'node:fs';
import * as v from 'valibot';

const Claims = v.record(v.string(), v.union([v.string(), v.number()]));

/** How a token was made: the double signs with a secret of its own. */
export const MadeToken = v.object({
  $token: Claims,
  signature: v.optional(v.picklist(['changed'])),
  of: v.optional(v.picklist(['invite'])),
});
export type MadeToken = v.InferOutput<typeof MadeToken>;

const Part = v.object({
  name: v.string(),
  filename: v.optional(v.string()),
  type: v.optional(v.string()),
  bytes: v.number(),
});
export type Part = v.InferOutput<typeof Part>;

const Exchange = v.strictObject({
  name: v.string(),
  /** When the server handled it. */
  at: v.pipe(
    v.string(),
    v.transform((iso) => Date.parse(iso)),
  ),
  method: v.string(),
  /** Null where it was the server that asked. */
  path: v.nullable(v.string()),
  /** Text is a whole header as it was. */
  authorization: v.optional(v.union([v.string(), v.object({ scheme: v.string(), ...MadeToken.entries })])),
  headers: v.optional(v.record(v.string(), v.string()), {}),
  json: v.optional(v.unknown()),
  text: v.optional(v.unknown()),
  gzip: v.optional(v.unknown()),
  multipart: v.optional(v.array(Part)),
  answer: v.strictObject({
    status: v.nullable(v.number()),
    headers: v.optional(v.record(v.string(), v.string()), {}),
    json: v.optional(v.unknown()),
    text: v.optional(v.string()),
    /** Of the file that this exchange sent. */
    bytesOf: v.optional(v.string()),
  }),
});
export type Exchange = v.InferOutput<typeof Exchange>;

const Recorded = v.object({ shared: v.record(v.string(), v.unknown()), exchanges: v.array(v.unknown()) });

/** Read from the file itself: half of a surrogate pair does not survive an import. */
export function recordedExchanges(): Exchange[] {
  const file = new URL('../../fixtures/contentjet/exchanges.json', import.meta.url);
  const { shared, exchanges } = v.parse(Recorded, JSON.parse(readFileSync(file, 'utf8')));
  return v.parse(v.array(Exchange), whole(exchanges, shared));
}

/** `{$shared: name}` stands for a row that is shown more than once. */
function whole(value: unknown, shared: Record<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => whole(item, shared));
  if (typeof value !== 'object' || value === null) return value;
  if ('$shared' in value) return whole(shared[String(value.$shared)], shared);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, whole(inner, shared)]));
}
