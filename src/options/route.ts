/** Where in the options page someone is: its hash, so that the popup and a notification can lead to the very place. */
export type Route =
  | { at: 'home' }
  | { at: 'add' }
  /** The account's address, key and settings. */
  | { at: 'edit'; accountId: string }
  /** The account whose site may not be reached yet. */
  | { at: 'grant'; accountId: string };

/** `#add`, `#edit-<account>`, `#grant-<account>`; anything else is home. */
export function parseRoute(hash: string): Route {
  if (hash === '#add') return { at: 'add' };
  const match = /^#(edit|grant)-(.+)$/.exec(hash);
  if (match?.[2] === undefined) return { at: 'home' };
  return { at: match[1] === 'edit' ? 'edit' : 'grant', accountId: match[2] };
}
