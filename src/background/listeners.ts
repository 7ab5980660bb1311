/** Every event of the browser's that wakes the background, beside messages, and who is told. */
import { onWake } from '../platform/alarms.ts';
import { onCommand } from '../platform/commands.ts';
import { onInstalled, onStartup } from '../platform/lifecycle.ts';
import { onMenuClick } from '../platform/menus.ts';
import { onNotificationButton, onNotificationClick } from '../platform/notifications.ts';
import { onOriginsAdded } from '../platform/permissions.ts';
import type { Accounts } from './accounts.ts';
import type { Images } from './images.ts';
import { inBackground } from './in-background.ts';
import type { Notices } from './notices.ts';
import type { Publisher } from './publish.ts';

export interface ListenerDeps {
  publisher: Publisher;
  notices: Notices;
  accounts: Accounts;
  images: Images;
  menus(): void;
  run(): void;
  renew(): void;
  tellEndings(): void;
}

/** Call it at the top level: an event that wakes the background is handed only to who listens when its first turn ends. */
export function listen({ publisher, notices, accounts, images, menus, run, renew, tellEndings }: ListenerDeps): void {
  onMenuClick((click, tab) => inBackground(publisher.onMenuClick(click, tab)));
  onCommand((name, tab) => name === 'send-selection' && inBackground(publisher.onSendCommand(tab)));
  onNotificationClick((id) => inBackground(notices.onClick(id)));
  onNotificationButton((id) => inBackground(notices.onButton(id)));
  onOriginsAdded((origins) => inBackground(Promise.all([accounts.onGranted(origins), images.onGranted()])));
  onWake({ outbox: run, renew, endings: tellEndings });
  onInstalled(menus);
  onStartup(menus);
}
