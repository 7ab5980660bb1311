/** Where in the options page someone is: its hash, so that the popup and a notification can lead to the very place. */
export type Route =
  | { at: 'home' }
  | { at: 'add' }
  /** The account's address, sign-in and settings. `signIn`: its sign-in does not work any more. */
  | { at: 'edit'; accountId: string; signIn: boolean }
  /** The account whose site may not be reached yet. */
  | { at: 'grant'; accountId: string };

/** `#add`, `#edit-<account>`, `#sign-in-<account>`, `#grant-<account>`; anything else is home. */
export function parseRoute(hash: string): Route {
  if (hash === '#add') return { at: 'add' };
  const match = /^#(edit|sign-in|grant)-(.+)$/.exec(hash);
  if (match?.[2] === undefined) return { at: 'home' };
  const [, place, accountId] = match;
  return place === 'grant' ? { at: place, accountId } : { at: 'edit', accountId, signIn: place === 'sign-in' };
}
