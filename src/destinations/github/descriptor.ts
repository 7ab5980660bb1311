import type { Descriptor } from '../destination.ts';

/**
 * GitHub as the pages know it. A file has no limits of its own; those of a pull request's title (256 characters) and of a
 * commit's message are kept by shortening. A file beyond some megabytes is no draft any more.
 */
export const githubDescriptor: Descriptor = {
  id: 'github',
  name: 'GitHub',
  authMethods: ['personal_access_token', 'app_private_key'],
  fields: [],
  limits: { titleCodePoints: 500, excerptCodePoints: 5000, tagCodePoints: 100, bodyBytes: 10_000_000 },
  uploadsImages: true,
  takesFeaturedImage: false,
  takesCanonical: false,
  asksForTwin: false,
};
