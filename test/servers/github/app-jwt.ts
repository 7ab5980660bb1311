/** What an App signs to say who it is: a JSON web token (RFC 7519) with RS256, and nothing else. */
import { verify } from 'node:crypto';
import { ApiError } from './errors.ts';
import type { App } from './records.ts';
import type { World } from './world.ts';

/** Seconds from now beyond which, and at which, `exp` is refused. */
const LONGEST_SECONDS = 600;

const refused = (message: string): ApiError => new ApiError(401, message, { docs: 'https://docs.github.com/rest' });
const undecodable = (): ApiError => refused('A JSON web token could not be decoded');

/** Whether it is meant as one. Tokens of installations may hold dots too, behind their prefix. */
export const looksLikeJwt = (value: string): boolean =>
  !/^gh[a-z]_|^github_pat_/.test(value) && value.split('.').length === 3;

/** @throws 401 with GitHub's own words, or 404 where no App has this id */
export function appOf(world: World, jwt: string): App {
  const [head = '', payload = '', signature = ''] = jwt.split('.');
  const header = decoded(head);
  const claims = decoded(payload);
  if (header.alg !== 'RS256') throw undecodable();
  const { iss, iat, exp } = claims;
  const app = world.apps.find(({ id, clientId }) => String(iss) === String(id) || iss === clientId);
  const signed = Buffer.from(`${head}.${payload}`);
  const bytes = Buffer.from(signature, 'base64url');
  if (app === undefined) throw new ApiError(404, 'Integration not found', { docs: 'https://docs.github.com/rest' });
  if (!app.keys.some((key) => verify('RSA-SHA256', signed, key, bytes))) throw undecodable();
  const now = world.now() / 1000;
  if (!isInteger(exp) || exp <= now) {
    throw refused(
      "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    );
  }
  if (exp >= Math.floor(now) + LONGEST_SECONDS) {
    throw refused("'Expiration time' claim ('exp') is too far in the future");
  }
  if (!isInteger(iat) || iat > now) {
    throw refused("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued");
  }
  return app;
}

const isInteger = (value: unknown): value is number => Number.isInteger(value);

function decoded(part: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
    if (typeof value === 'object' && value !== null) return { ...value };
  } catch {
    // Told below, like every other reason.
  }
  throw undecodable();
}
