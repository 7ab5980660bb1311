/** What the pages know of one kind of system. */
import type { AuthorizationSettings } from '../auth/authorization-settings.ts';
import type { AuthMethod } from '../auth/credentials.ts';

export type DestinationId = 'ghost' | 'wordpress' | 'contentjet' | 'github';

/** Pure data about one kind of system, safe to load in a page. Text keys, never sentences. */
export interface Descriptor {
  id: DestinationId;
  /** The product's own name, a proper noun: not translated. */
  name: string;
  authMethods: readonly AuthMethod[];
  /** Fields of the set-up form, in order. `messageKey` leads to `<key>_label`, `<key>_help` in _locales. */
  fields: readonly DescriptorField[];
  limits: { titleCodePoints: number; excerptCodePoints: number; tagCodePoints: number; bodyBytes: number };
  /** Takes copies of a clip's images; else they are always linked. */
  uploadsImages: boolean;
  /** One of the copies may stand for the whole post. */
  takesFeaturedImage: boolean;
  /** A draft may name the page it comes from as the original (`rel=canonical`). */
  takesCanonical: boolean;
  /** Sites of this kind often live at one of `example.com` and `www.example.com` and forward the other: both are asked for in one prompt. */
  asksForTwin: boolean;
  /** Where an authorization server in front of such a site is looked for that has no metadata, and answers. */
  authorizationServer?: AuthorizationDefaults;
}

/** Addresses below the site's own, without a slash at their beginning. */
export interface AuthorizationDefaults {
  authorizationEndpoint: string;
  tokenEndpoint: string;
  responseMode: AuthorizationSettings['responseMode'];
}

export interface DescriptorField {
  name: string;
  kind: 'url' | 'secret' | 'text' | 'choice';
  messageKey: string;
  advanced: boolean;
  required: boolean;
  choices?: readonly { value: string; messageKey: string }[];
}
