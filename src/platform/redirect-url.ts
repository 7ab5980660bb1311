import { native } from './native.ts';

/** Our own address (https, of no server) that a sign-in comes back to, with this path below it. */
export const redirectUrl = (path: string): string => native.identity.getRedirectURL(path);
