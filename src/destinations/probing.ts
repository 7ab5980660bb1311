/** What every discovery does: it tries the folders of an address, until the system answers or the host as a whole fails. */
import { DestinationError, type ErrorCode } from '../core/errors.ts';
import { isLoopback } from './address.ts';

/** Failures of the host as a whole: another path on it would fail alike. */
const OF_THE_HOST: readonly ErrorCode[] = ['offline', 'timeout', 'rate_limited', 'host_permission_missing'];

/**
 * The refusal, where another path may do better.
 * @param alsoFinal further codes that are the host's as a whole
 * @throws what was thrown, where the host as a whole can't be asked
 */
export function refusalOf(thrown: unknown, ...alsoFinal: ErrorCode[]): DestinationError {
  if (!(thrown instanceof DestinationError)) throw thrown;
  if ([...OF_THE_HOST, ...alsoFinal].includes(thrown.code) || thrown.reason?.startsWith('address_')) throw thrown;
  return thrown;
}

/** The names in an address's path, without those between two slashes. */
export const pathNames = ({ pathname }: URL): string[] => pathname.split('/').filter((name) => name !== '');

/** The folder with these names on its path, then those above it down to the host's root; each with its closing slash. */
export const foldersOf = ({ origin }: URL, names: readonly string[]): string[] =>
  [...names, ''].map(
    (_, i) =>
      `${origin}/${names
        .slice(0, names.length - i)
        .map((name) => `${name}/`)
        .join('')}`,
  );

/** So many of the folders, the root always. */
export const nearest = (folders: readonly string[], most: number): string[] =>
  folders.length <= most ? [...folders] : [...folders.slice(0, most - 1), ...folders.slice(-1)];

/** The likeliest folder, and the root. */
export const ends = (folders: readonly string[]): string[] => [
  ...new Set([...folders.slice(0, 1), ...folders.slice(-1)]),
];

/** For the settings of an account at this address: whoever typed http allows it. */
export const allowingHttp = ({ protocol, hostname }: URL): { allowHttp?: true } =>
  protocol === 'http:' && !isLoopback(hostname) ? { allowHttp: true } : {};
