import type { Descriptor } from '../destination.ts';

/**
 * Contentjet as the pages know it (recorded from contentjet-api 0.17.1). The name of an entry has 128 code points, a tag
 * 32 characters, a long text 30 000 UTF-16 units; a request's JSON ends at 1 048 576 bytes. What a field's own type allows
 * stands in the account's settings.
 */
export const contentjetDescriptor: Descriptor = {
  id: 'contentjet',
  name: 'Contentjet',
  authMethods: ['password_grant'],
  fields: [],
  limits: { titleCodePoints: 128, excerptCodePoints: 30_000, tagCodePoints: 32, bodyBytes: 1_000_000 },
  uploadsImages: true,
  takesFeaturedImage: true,
  takesCanonical: false,
  asksForTwin: false,
};
