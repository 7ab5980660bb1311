/** Message name → the part of the background that answers it. */
import type { Handlers } from '../messages/serve.ts';
import type { OutboxEntry } from '../outbox/entry.ts';
import type { ImageStore } from '../outbox/image-store.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { OutboxStore } from '../outbox/store.ts';
import type { SettingsStore } from '../vault/settings.ts';
import type { Vault } from '../vault/vault.ts';
import type { Accounts } from './accounts.ts';
import type { Editor } from './editor.ts';
import type { Publisher } from './publish.ts';
import type { SignIns } from './sign-ins.ts';
import { createThumbnails } from './thumbnails.ts';
import { attentionViews } from './views.ts';

export interface HandlerDeps {
  editor: Editor;
  publisher: Publisher;
  accounts: Accounts;
  signIns: SignIns;
  outbox: Outbox;
  vault: Pick<Vault, 'listAccounts' | 'listDamaged'>;
  store: Pick<OutboxStore, 'list' | 'listDamaged' | 'getWithDraft'>;
  imageStore: Pick<ImageStore, 'get'>;
  /** A small picture as a data: address; null where the bytes can't be drawn. */
  thumbnail(bytes: Blob): Promise<string | null>;
  settings: SettingsStore;
  undo(entryId: string): Promise<OutboxEntry>;
  run(): void;
  onSettingsChange(): void;
}

export function createHandlers(deps: HandlerDeps): Handlers {
  const { editor, publisher, accounts, signIns, outbox, store, imageStore, thumbnail, vault, settings } = deps;
  return {
    'popup.open': editor.open,
    'popup.state': editor.state,
    'popup.paste': editor.paste,
    'draft.update': editor.update,
    'draft.send': async ({ entryId, accountId }) => editor.view(await publisher.send(entryId, accountId)),
    'draft.copyImages': editor.copyImages,
    'draft.thumbnails': createThumbnails({ store, imageStore, thumbnail }),
    'draft.discard': async (input) => {
      const discarded = await editor.discard(input);
      // What was uploaded for it already is taken back.
      deps.run();
      return discarded;
    },
    'draft.reopen': editor.reopen,
    'outbox.retry': async ({ entryId }) => {
      const entry = await outbox.retry(entryId);
      if (entry.accountId !== null) await accounts.askAnew(entry.accountId);
      deps.run();
      return editor.view(entry);
    },
    'outbox.undo': async ({ entryId }) => editor.view(await deps.undo(entryId)),
    'outbox.attention': async () => attentionViews(await store.list()),
    'accounts.list': () => vault.listAccounts(),
    'accounts.discover': accounts.discover,
    'accounts.connect': (request) => accounts.connect(request),
    'accounts.choices': accounts.choices,
    'accounts.authorize': signIns.authorize,
    'accounts.authorizationServer': signIns.authorizationServer,
    'accounts.interrupted': signIns.interrupted,
    'accounts.repeat': signIns.repeat,
    'accounts.forgetInterrupted': signIns.forgetInterrupted,
    'accounts.preview': accounts.preview,
    'accounts.check': ({ accountId }) => accounts.check(accountId),
    'accounts.remove': ({ accountId }) => accounts.remove(accountId),
    'accounts.options': ({ accountId }) => accounts.options(accountId),
    'storage.damaged': async () => (await vault.listDamaged()).length + (await store.listDamaged()).length,
    'settings.get': () => settings.get(),
    'settings.set': async (patch) => {
      const stored = await settings.set(patch);
      deps.onSettingsChange();
      return stored;
    },
  };
}
