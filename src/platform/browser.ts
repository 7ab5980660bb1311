/** The one import of the WebExtension API. Only files of this folder use it. */
import browser from 'webextension-polyfill';

export { browser };
