/** An account at a Contentjet without the set-up, which has specs of its own. */
import { array, parse } from 'valibot';
import { guessMapping } from '../../../src/destinations/contentjet/mapping.ts';
import { type ContentjetSettings, EntryFieldSchema } from '../../../src/destinations/contentjet/settings.ts';
import type { EntryType } from '../../../src/destinations/destination.ts';
import type { ConnectRequest, Envelope, Reply } from '../../../src/messages/contract.ts';
import type { RunningContentjet } from '../../servers/contentjet.ts';
import type { ContentjetSite } from '../../servers/contentjet-site.ts';
import type { ChromiumDriver } from './chromium.ts';

export interface ContentjetAccount {
  /** The entry type's id. Its fields are filled as is guessed. */
  type: number;
  /** The address of the pages where one edits; absent where nobody gave one. */
  uiUrl?: string;
  /** Beside another account of the same project. */
  name?: string;
}

/** Connects the project's author by the message that the set-up ends with. @returns the account's id */
export async function connectContentjet(
  driver: ChromiumDriver,
  contentjet: RunningContentjet,
  site: ContentjetSite,
  { type, uiUrl, name = contentjet.project.name }: ContentjetAccount,
): Promise<string> {
  const entry = await site.entryType(type);
  const entryType: EntryType = { id: type, name: entry.name, fields: parse(array(EntryFieldSchema), entry.fields) };
  const settings: ContentjetSettings = {
    ...{ project: { id: contentjet.project.id, name }, entryType, mapping: guessMapping(entryType) },
    ...{ uiUrl: uiUrl ?? null, images: 'copy', renewal: 'while_open' },
  };
  const { username, password } = contentjet.users.author;
  const apiUrl = `${contentjet.url}/`;
  const input: ConnectRequest = {
    destination: 'contentjet',
    discovery: {
      ...{ siteUrl: uiUrl ?? apiUrl, apiUrl, title: '127.0.0.1', version: '', settings: {} },
      origins: ['http://127.0.0.1/*'],
    },
    credentials: { method: 'password_grant', username, password },
    ...{ settings, staySignedIn: true },
  };
  const message: Envelope<'accounts.connect'> = { to: 'clipdraft', name: 'accounts.connect', input };
  const page = await driver.openExtension('src/options/index.html');
  const reply: Reply<'accounts.connect'> = await page.evaluate((sent) => chrome.runtime.sendMessage(sent), message);
  await page.close();
  if (!reply.ok || reply.value.account === null) throw new Error(`Not connected: ${JSON.stringify(reply)}`);
  return reply.value.account.id;
}
