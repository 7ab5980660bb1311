/**
 * The composition root: every listener is registered synchronously here, because an event that wakes the background is
 * handed only to listeners that stand when its first turn ends. Logic lives in the files beside this one.
 */
import { serve } from '../messages/serve.ts';
import type { OnChange } from '../outbox/deps.ts';
import { createOutbox } from '../outbox/outbox.ts';
import { createRunner } from '../outbox/runner.ts';
import { createUndo } from '../outbox/undo.ts';
import { isPopupOpen, openPopup } from '../platform/action.ts';
import { wakeAt } from '../platform/alarms.ts';
import { setBadge } from '../platform/badge.ts';
import { announce } from '../platform/changes.ts';
import { clock } from '../platform/clock.ts';
import { fetch } from '../platform/fetch.ts';
import { signInWindows } from '../platform/identity.ts';
import { withKeepAlive as keepAlive } from '../platform/keep-alive.ts';
import { locks } from '../platform/locks.ts';
import { setMenus } from '../platform/menus.ts';
import { closeNotification, notify } from '../platform/notifications.ts';
import { openOptions } from '../platform/pages.ts';
import { grantedOrigins, hasOrigins, removeOrigins } from '../platform/permissions.ts';
import { random } from '../platform/random.ts';
import { injectCapture, readImageInPage } from '../platform/scripting.ts';
import { getTab, openUrl } from '../platform/tabs.ts';
import { thumbnail } from '../platform/thumbnail.ts';
import { createAccounts } from './accounts.ts';
import { createCapturer } from './capture.ts';
import { createEditor } from './editor.ts';
import { createHandlers } from './handlers.ts';
import { createImages } from './images.ts';
import { inBackground, quietly } from './in-background.ts';
import { listen } from './listeners.ts';
import { refreshMenus } from './menus.ts';
import { createNotices } from './notices.ts';
import { createPublisher } from './publish.ts';
import { createSessions } from './sessions.ts';
import { createSignIns } from './sign-ins.ts';
import { imageStore, openDrafts, prepareStores, sealed, sessionStore, settings, store, vault } from './stores.ts';
import { createUpkeep } from './upkeep.ts';
import { words } from './words.ts';

const sessions = createSessions({ vault, fetch, clock, locks, tokens: sessionStore, words, mayReach: hasOrigins });
const notices = createNotices({
  ...{ store, vault, setBadge, notify, closeNotification, isPopupOpen, openUrl, openOptions },
  undo: (entryId) => undo(entryId),
});
const onChange: OnChange = (entry, news) => {
  announce('outbox');
  inBackground(notices.onEntry(entry, news));
  inBackground(images.onEntry(entry, news));
};
const delivery = { store, locks, clock, random, onChange, keepAlive, deliver: sessions, images: imageStore };
const undoDraft = createUndo(delivery);
/** What was uploaded for the draft goes after it. */
const undo = (entryId: string) => undoDraft(entryId).finally(run);
const { renew, tellEndings } = createUpkeep({ openAccount: sessions.openAccount, tell: notices.credentialsEnd });
const runner = createRunner({ ...delivery, schedule: wakeAt('outbox') });
/** Drafts that wait keep their account signed in, and those that are delivered do no more. */
const run = (): void => {
  renew();
  inBackground(runner.run().finally(renew));
};
const outbox = createOutbox({ store, clock, random, onChange });
const capturer = createCapturer({ inject: injectCapture, clock, random });
const images = createImages({
  ...{ store, imageStore, vault, fetch, clock, onChange, keepAlive, mayReach: hasOrigins, readInPage: readImageInPage },
  run: () => run(),
  giveUpUnused: (origins) => accounts.giveUpUnused(origins),
});
const editor = createEditor({ capturer, outbox, store, vault, settings, openDrafts, images, random, words, getTab });
const publisher = createPublisher({
  ...{ capturer, editor, outbox, images, clock, vault, run, openPopup },
  openSetUp: () => openOptions('#add'),
  sayNothingClipped: notices.nothingClipped,
  sayClipWaits: notices.clipWaits,
  sayFailed: notices.failed,
});
const menus = quietly(() => refreshMenus({ vault, settings, setMenus }));
const changed = (what: 'accounts' | 'settings') => (): void => {
  announce(what);
  menus();
  renew();
  tellEndings();
};
const accounts = createAccounts({
  ...{ vault, settings, sessions, outbox, clock, random, locks, run, keepAlive, tokens: sessionStore, words },
  ...{ grantedOrigins, removeOrigins, onChange: changed('accounts') },
});
const signIns = createSignIns({
  ...{ ...signInWindows, store: sessionStore, sealed, vault, fetch, random, clock, keepAlive, mayReach: hasOrigins },
  ...{ connect: accounts.connect, sayInterrupted: notices.signInInterrupted },
  ...{ sayNoMore: notices.noSignInInterrupted, onChange: () => announce('accounts') },
});

serve(
  createHandlers({
    ...{ editor, publisher, accounts, signIns, outbox, store, imageStore, thumbnail, vault, settings, run, undo },
    onSettingsChange: changed('settings'),
  }),
);
listen({ publisher, notices, accounts, images, menus, run, renew, tellEndings });
inBackground(start());

/** Every start of the background, whatever woke it. */
async function start(): Promise<void> {
  await prepareStores();
  await signIns.findInterrupted();
  await runner.recover();
  await notices.refreshBadge();
  await runner.run().finally(renew);
  await outbox.prune();
  await images.resume();
  await vault.sweep();
  tellEndings();
}
