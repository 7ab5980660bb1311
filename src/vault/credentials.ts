/** Between Credentials and the fields that each get an envelope of their own. */
import * as v from 'valibot';
import type { AuthMethod, Credentials } from '../auth/credentials.ts';
import type { Schema } from '../destinations/destination.ts';

const secret = v.pipe(v.string(), v.minLength(1));

/** Exhaustive, by the compiler: a new method brings its shape. */
const SHAPES: { [M in AuthMethod]: Schema<Extract<Credentials, { method: M }>> } = {
  admin_api_key: v.object({ method: v.literal('admin_api_key'), key: secret }),
  jwt_login: v.object({
    method: v.literal('jwt_login'),
    username: secret,
    password: v.exactOptional(secret),
    extraHeaders: v.exactOptional(secret),
  }),
  application_password: v.object({
    method: v.literal('application_password'),
    username: secret,
    password: secret,
    extraHeaders: v.exactOptional(secret),
  }),
  password_grant: v.object({
    method: v.literal('password_grant'),
    username: secret,
    password: v.exactOptional(secret),
    clientId: v.exactOptional(secret),
    clientSecret: v.exactOptional(secret),
    extraHeaders: v.exactOptional(secret),
  }),
  authorization_code: v.object({
    method: v.literal('authorization_code'),
    clientSecret: v.exactOptional(secret),
    refreshToken: v.exactOptional(secret),
    extraHeaders: v.exactOptional(secret),
  }),
  personal_access_token: v.object({ method: v.literal('personal_access_token'), token: secret }),
  app_private_key: v.object({ method: v.literal('app_private_key'), appId: secret, privateKey: secret }),
};

export const isAuthMethod = (value: unknown): value is AuthMethod =>
  typeof value === 'string' && Object.hasOwn(SHAPES, value);

/** Every field but the method is a secret: its name and its text. */
export function secretFields(credentials: Credentials): [field: string, secret: string][] {
  const { method: _, ...fields } = credentials;
  return Object.entries(fields);
}

/** The credentials again, or null where a field is missing. */
export function fromSecretFields(method: AuthMethod, fields: Record<string, string>): Credentials | null {
  const parsed = v.safeParse(SHAPES[method], { ...fields, method });
  return parsed.success ? parsed.output : null;
}
