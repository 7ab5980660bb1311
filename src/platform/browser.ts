/**
 * The WebExtension API for the background: the polyfill lets a listener answer a message with a promise everywhere.
 * Modules that pages load take ./native.ts.
 */
import browser from 'webextension-polyfill';

export { browser };
