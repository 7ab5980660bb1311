import { type ExtraHeader, parseExtraHeaders } from '../auth/extra-headers.ts';
import { DestinationError } from '../core/errors.ts';
import type { DestinationId } from '../destinations/destination.ts';

/** @throws DestinationError credentials_rejected with reason extra_headers */
export function readExtraHeaders(destination: DestinationId, text: string): readonly ExtraHeader[] {
  const parsed = parseExtraHeaders(text);
  if ('headers' in parsed) return parsed.headers;
  throw new DestinationError({ code: 'credentials_rejected', destination, reason: 'extra_headers' });
}
