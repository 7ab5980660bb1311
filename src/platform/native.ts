/**
 * The WebExtension API as the browser itself gives it, for the modules that pages load too: with Manifest V3 every call
 * of theirs answers with a promise in both browsers, and a popup has no time for a polyfill it does not need.
 */
import type { Browser } from 'webextension-polyfill';

const isApi = (value: unknown): value is Browser => typeof value === 'object' && value !== null && 'runtime' in value;

function find(): Browser {
  for (const name of ['browser', 'chrome']) {
    const value: unknown = Reflect.get(globalThis, name);
    if (isApi(value)) return value;
  }
  throw new Error('no WebExtension API here');
}

export const native = find();
