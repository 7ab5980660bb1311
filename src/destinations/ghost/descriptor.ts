import type { Descriptor } from '../destination.ts';

/** Ghost as the pages know it. The limits are recorded from Ghost 5 and 6; beyond 1 MB of html its server stalls. */
export const ghostDescriptor: Descriptor = {
  id: 'ghost',
  name: 'Ghost',
  authMethods: ['admin_api_key', 'authorization_code'],
  fields: [
    { name: 'url', kind: 'url', messageKey: 'ghost_field_url', advanced: false, required: true },
    { name: 'key', kind: 'secret', messageKey: 'ghost_field_key', advanced: false, required: true },
    {
      name: 'apiVersion',
      kind: 'choice',
      messageKey: 'ghost_field_api_version',
      advanced: true,
      required: false,
      choices: [
        { value: 'unversioned', messageKey: 'ghost_api_version_unversioned' },
        { value: 'v4', messageKey: 'ghost_api_version_v4' },
        { value: 'v3', messageKey: 'ghost_api_version_v3' },
        { value: 'v2', messageKey: 'ghost_api_version_v2' },
      ],
    },
  ],
  limits: { titleCodePoints: 255, excerptCodePoints: 300, tagCodePoints: 191, bodyBytes: 1_000_000 },
  uploadsImages: false,
  takesFeaturedImage: false,
  takesCanonical: true,
  asksForTwin: false,
  // As Ghost once planned it (its issue 4388) and never shipped: servers in front of it follow that plan.
  authorizationServer: {
    authorizationEndpoint: 'ghost/authorize',
    tokenEndpoint: 'token',
    responseMode: 'fragment',
  },
};
