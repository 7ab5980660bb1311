/** For a bundle that a browser test evaluates in the background: there `ask` is a global. */
import { ask } from './oauth-requests.ts';

Object.assign(globalThis, { askAuthorizationServer: ask });
