import type { Discovery } from '../destinations/destination.ts';

/** What was found at the address the person gave, and on which terms. */
export interface Found {
  discovery: Discovery;
  allowHttp: boolean;
  /** One `Name: value` a line; absent: what the account has stays, '': it goes. */
  extraHeaders?: string;
}
