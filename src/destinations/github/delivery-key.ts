import type { DeliveryKey } from '../destination.ts';

/** What a draft is found by: `nonce:branch:path`; a branch's name holds no colon. */
export interface GitHubKey {
  /** 8 hex digits: stands in the commit's message, and in the name of a branch of its own. */
  nonce: string;
  branch: string;
  /** Of the file, within the repository. */
  path: string;
}

export const toDeliveryKey = ({ nonce, branch, path }: GitHubKey): DeliveryKey => `${nonce}:${branch}:${path}`;

/** @throws where the key is none of ours */
export function parseDeliveryKey(key: DeliveryKey): GitHubKey {
  const [, nonce, branch, path] = /^([0-9a-f]{8}):([^:]+):(.+)$/s.exec(key) ?? [];
  if (nonce === undefined || branch === undefined || path === undefined) throw new Error('no key of a GitHub draft');
  return { nonce, branch, path };
}
