import { native } from './native.ts';

export const extensionId = (): string => native.runtime.id;

/** `chrome-extension://…/` or `moz-extension://…/`. */
export const extensionUrl = (path = ''): string => native.runtime.getURL(path);

/** Rejects where nobody listens. */
export const sendMessage = (message: unknown): Promise<unknown> => native.runtime.sendMessage(message);
