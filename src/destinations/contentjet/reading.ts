/** Whom reading goes by. */
import { DestinationError } from '../../core/errors.ts';
import type { Http, Session } from '../destination.ts';
import { ContentjetClient } from './client.ts';
import type { ContentjetSettings } from './settings.ts';

type ContentjetSession = Session<ContentjetSettings>;

const SIGNED_OUT = ['reauthorization_required', 'credentials_rejected'];

/** As the person who signed in. */
export const clientOf = ({ http, apiUrl }: ContentjetSession): ContentjetClient => new ContentjetClient(http, apiUrl);

/**
 * As the person, and by the project's client where their sign-in has ended: for what both may read. Where the client is
 * no help either, it is the person's sign-in that is missing.
 */
export function readingClientOf({ http, reader, apiUrl }: ContentjetSession): ContentjetClient {
  if (reader === undefined) return new ContentjetClient(http, apiUrl);
  const either: Http = {
    async request(request) {
      try {
        return await http.request(request);
      } catch (error) {
        if (!(error instanceof DestinationError) || !SIGNED_OUT.includes(error.code)) throw error;
        return reader.request(request).catch(() => Promise.reject(error));
      }
    },
  };
  return new ContentjetClient(either, apiUrl);
}
