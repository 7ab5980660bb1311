import { boolean, exactOptional, type InferOutput, object, parse, picklist, pipe, regex, string } from 'valibot';

export const JwtNamespace = pipe(string(), regex(/^[\w-]+(\/[\w-]+(\.[\w-]+)*)*$/));

const Settings = object({
  /** Where the JWT plugin answers below the REST root: another plugin's fork may have moved it. */
  jwtNamespace: JwtNamespace,
  /** What becomes of a clip's images: copied into the media library, or linked where they are. */
  images: picklist(['copy', 'link']),
  /** The person allowed http to a host that is not this machine. */
  allowHttp: exactOptional(boolean()),
});

export type WordPressSettings = InferOutput<typeof Settings>;

export const DEFAULT_JWT_NAMESPACE = 'jwt-auth/v1';

/** @throws ValiError where what was stored is damaged */
export const parseWordPressSettings = (stored: unknown): WordPressSettings => parse(Settings, stored);
