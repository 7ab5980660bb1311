import { native } from './native.ts';
import { openOrFocus } from './tabs.ts';

const OPTIONS = 'src/options/index.html';

/** The options page, at `hash` (`#add`, `#edit-<account>`); one that is open already is brought to the front. */
export async function openOptions(hash = ''): Promise<void> {
  const url = native.runtime.getURL(OPTIONS);
  await openOrFocus(`${url}${hash}`, (tabUrl) => tabUrl.split('#')[0] === url);
}
