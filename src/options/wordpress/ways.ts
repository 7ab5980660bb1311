import { isSameSite } from '../../destinations/address.ts';
import type { Discovery } from '../../destinations/destination.ts';
import { wordpressDescriptor } from '../../destinations/wordpress/descriptor.ts';
import type { Account } from '../../messages/contract.ts';

/** How a person gets in: by what is stored already, by one click in a window of the site, or by what they type. */
export type Way = 'keep' | 'one_click' | 'application_password' | 'jwt_login';

/**
 * The ways that may lead in, the best one first. What the site does not offer comes last, but stays: a plugin may hide it.
 * @param ended the account's present sign-in does not work any more: its own way comes first, with a new password
 */
export function waysFor(discovery: Discovery, account: Account | null, ended: boolean): Way[] {
  const oneClick: Way[] = discovery.authorizeUrl === undefined ? [] : ['one_click'];
  const offered: Way[] = (discovery.authMethods ?? []).flatMap((method) => asWay(method));
  const fresh = [...oneClick, ...offered, ...wordpressDescriptor.authMethods.flatMap(asWay)];
  const own = account === null ? [] : ownWays(account, discovery, ended, oneClick);
  return [...new Set([...own, ...fresh])];
}

function ownWays(account: Account, discovery: Discovery, ended: boolean, oneClick: Way[]): Way[] {
  const present = asWay(account.authMethod);
  // Its sign-in through an authorization server has a page of its own (options/oauth).
  if (present.length === 0) return [];
  if (ended) return account.authMethod === 'application_password' ? [...oneClick, ...present] : present;
  // What is stored for one site is never sent to another.
  return isSameSite(new URL(account.siteUrl), new URL(discovery.siteUrl)) ? ['keep'] : present;
}

const asWay = (method: string): Way[] => (method === 'application_password' || method === 'jwt_login' ? [method] : []);
