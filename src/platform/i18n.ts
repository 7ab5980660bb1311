import { native } from './native.ts';

/** The text of a key in the person's language, `subs` in order for $1, $2 …; '' where there is none. */
export const getMessage = (key: string, ...subs: string[]): string => native.i18n.getMessage(key, subs);
