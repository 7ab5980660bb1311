/** What rests, put together over the platform: the outbox (durable, or in memory for private windows), vault, settings. */
import { combineOutboxStores } from '../outbox/combined-store.ts';
import { createSessionOutboxStore } from '../outbox/session-store.ts';
import { clock } from '../platform/clock.ts';
import { createDatabase } from '../platform/database.ts';
import { createImageStore } from '../platform/image-store.ts';
import { createKeyStore } from '../platform/key-store.ts';
import { locks } from '../platform/locks.ts';
import { migrate } from '../platform/migrations.ts';
import { createOutboxStore } from '../platform/outbox-store.ts';
import { random } from '../platform/random.ts';
import { closeStorageToPages, localStore, sessionStore } from '../platform/storage.ts';
import { createSealedTexts } from '../vault/sealed-text.ts';
import { createSettings } from '../vault/settings.ts';
import { createVault } from '../vault/vault.ts';
import { createOpenDrafts } from './open-drafts.ts';

const database = createDatabase();

export const store = combineOutboxStores({
  durable: createOutboxStore(database),
  session: createSessionOutboxStore({ store: sessionStore, locks }),
});
export const imageStore = createImageStore(database);
const keyStore = createKeyStore(database);
export const vault = createVault({ store: localStore, keyStore, locks, random, clock });
/** Secrets that rest where the vault does not reach. */
export const sealed = createSealedTexts({ keyStore, locks, random });
export const settings = createSettings({ store: localStore, locks });
export const openDrafts = createOpenDrafts(sessionStore);
export { localStore, sessionStore };

/** Before anything else of a start: records in today's form, and no page may read them. */
export async function prepareStores(): Promise<void> {
  await migrate({ store: localStore, locks });
  await closeStorageToPages();
}
