import { isSameSite } from '../../destinations/address.ts';
import type { Discovery, Settings } from '../../destinations/destination.ts';
import type { Account } from '../../messages/contract.ts';
import type { Found } from '../found.ts';
import type { Images } from '../images.tsx';
import { parseNamespace, parseRestAddress } from './rest-address.ts';

/** As the person has them in the form. */
export interface Choices {
  images: Images;
  restAddress: string;
  jwtNamespace: string;
}

/** What the account has, else what was found; images are copied where nobody said otherwise. */
export function firstChoices(account: Account | null, discovery: Discovery): Choices {
  const same = account !== null && isSameSite(new URL(account.siteUrl), new URL(discovery.siteUrl));
  const { images, jwtNamespace }: Settings = { ...discovery.settings, ...account?.settings };
  return {
    images: images === 'link' ? 'link' : 'copy',
    restAddress: same ? account.apiUrl : discovery.apiUrl,
    jwtNamespace: typeof jwtNamespace === 'string' ? jwtNamespace : '',
  };
}

export interface ChoiceFaults {
  restAddress: 'invalid' | 'other_host' | null;
  jwtNamespace: boolean;
}

/** The choices as an account has them, or what is wrong with them. */
export function readChoices(
  choices: Choices,
  { discovery, allowHttp }: Found,
): { apiUrl: string; settings: Settings } | { faults: ChoiceFaults } {
  const rest = parseRestAddress(choices.restAddress, discovery.origins, allowHttp);
  const jwtNamespace = parseNamespace(choices.jwtNamespace);
  if (rest.ok && jwtNamespace !== null) return { apiUrl: rest.url, settings: { images: choices.images, jwtNamespace } };
  return { faults: { restAddress: rest.ok ? null : rest.issue, jwtNamespace: jwtNamespace === null } };
}
