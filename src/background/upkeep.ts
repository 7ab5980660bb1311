/** What is to be done in good time, put together over the platform: sign-ins are renewed, and ends of credentials told. */
import { wakeAt } from '../platform/alarms.ts';
import { clock } from '../platform/clock.ts';
import { withKeepAlive as keepAlive } from '../platform/keep-alive.ts';
import { locks } from '../platform/locks.ts';
import { createEndings, type EndingsDeps } from './endings.ts';
import { quietly } from './in-background.ts';
import { createRenewal, type RenewalDeps } from './renewal.ts';
import { localStore, store, vault } from './stores.ts';

export const createUpkeep = ({ openAccount, tell }: Pick<RenewalDeps, 'openAccount'> & Pick<EndingsDeps, 'tell'>) => ({
  renew: quietly(createRenewal({ vault, store, locks, clock, keepAlive, openAccount, schedule: wakeAt('renew') })),
  tellEndings: quietly(createEndings({ vault, store: localStore, locks, clock, tell, schedule: wakeAt('endings') })),
});
