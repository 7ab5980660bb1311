import { boolean, exactOptional, type InferOutput, object, parse, picklist } from 'valibot';

const Settings = object({
  /** Ghost 5 and 6 answer on the unversioned path; 2, 3 and 4 on the path of their own version. */
  apiVersion: picklist(['unversioned', 'v2', 'v3', 'v4']),
  /** The person allowed http to a host that is not this machine. */
  allowHttp: exactOptional(boolean()),
});

export type GhostSettings = InferOutput<typeof Settings>;
export type GhostApiVersion = GhostSettings['apiVersion'];

/** @throws ValiError where what was stored is damaged */
export const parseGhostSettings = (stored: unknown): GhostSettings => parse(Settings, stored);

/** From `/ghost/api/` on: the path of the admin API, with its closing slash (without it a GET is redirected). */
export const adminPath = (version: GhostApiVersion): string =>
  version === 'unversioned' ? 'ghost/api/admin/' : `ghost/api/${version}/admin/`;

/** The `aud` claim: a versioned path accepts only its own version (recorded from Ghost 5 and 6). */
export const audience = (version: GhostApiVersion): string =>
  version === 'unversioned' ? '/admin/' : `/${version}/admin/`;
