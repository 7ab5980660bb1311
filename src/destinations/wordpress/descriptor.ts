import type { Descriptor } from '../destination.ts';

/** WordPress as the pages know it. The limits are recorded from WordPress 7.1.1 and 6.1.9, well within its columns of 64 kB; a term has 200 characters. */
export const wordpressDescriptor: Descriptor = {
  id: 'wordpress',
  name: 'WordPress',
  authMethods: ['application_password', 'jwt_login', 'authorization_code'],
  fields: [],
  limits: { titleCodePoints: 1000, excerptCodePoints: 5000, tagCodePoints: 200, bodyBytes: 8_000_000 },
  uploadsImages: true,
  takesFeaturedImage: true,
  takesCanonical: false,
  asksForTwin: true,
  // The paths of WP OAuth Server, the most common plugin that makes a site its own authorization server.
  authorizationServer: {
    authorizationEndpoint: 'oauth/authorize',
    tokenEndpoint: 'oauth/token',
    responseMode: 'query',
  },
};
