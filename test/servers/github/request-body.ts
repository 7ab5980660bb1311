/** What a request carries, read by its shape. */
import * as v from 'valibot';
import type { Call } from './api.ts';
import { ApiError, invalidRequest } from './errors.ts';

/** @throws 400 where it is no JSON, or not an object */
export function parseBody(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(bytes.toString());
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
    throw new ApiError(400, 'Body should be a JSON object');
  }
  return parsed;
}

/** @throws 422 that names the first member which is missing or of another type */
export function read<Schema extends v.GenericSchema>(schema: Schema, { body = {} }: Call): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, body);
  if (parsed.success) return parsed.output;
  const issue = parsed.issues[0];
  const path = issue?.path?.map(({ key }) => String(key)).join('/') ?? '';
  throw invalidRequest(
    issue?.received === 'undefined'
      ? `"${path}" wasn't supplied.`
      : `For 'properties/${path}', ${issue?.received} is not ${issue?.expected}.`,
  );
}
