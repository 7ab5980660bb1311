import type { Descriptor } from '../destination.ts';

/** WordPress as the pages know it. Titles and excerpts are texts without a limit of their own in its database; terms have 200 characters. */
export const wordpressDescriptor: Descriptor = {
  id: 'wordpress',
  name: 'WordPress',
  authMethods: ['application_password', 'jwt_login'],
  fields: [],
  limits: { titleCodePoints: 1000, excerptCodePoints: 5000, tagCodePoints: 200, bodyBytes: 8_000_000 },
  uploadsImages: true,
  asksForTwin: true,
};
