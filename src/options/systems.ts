/** What the set-up knows of each kind of system. One more system is one more line here, and its folder beside. */
import type { ComponentType } from 'preact';
import { contentjetDescriptor } from '../destinations/contentjet/descriptor.ts';
import type { Descriptor, DestinationId } from '../destinations/destination.ts';
import { ghostDescriptor } from '../destinations/ghost/descriptor.ts';
import { githubDescriptor } from '../destinations/github/descriptor.ts';
import { wordpressDescriptor } from '../destinations/wordpress/descriptor.ts';
import type { Account, ConnectResult } from '../messages/contract.ts';
import { ContentjetSignIn } from './contentjet/sign-in.tsx';
import type { Found } from './found.ts';
import { GhostSignIn } from './ghost/sign-in.tsx';
import { ghostRoot } from './ghost/site-root.ts';
import { apiOf, completeAddress, GITHUB } from './github/address.ts';
import { addressOf } from './github/choices.ts';
import { GitHubSignIn } from './github/sign-in.tsx';
import { WordPressSignIn } from './wordpress/sign-in.tsx';

export interface SignInProps {
  /** Null for a new one. */
  account: Account | null;
  found: Found;
  /** The account's sign-in does not work any more. */
  ended: boolean;
  /** `logOutUrl`: where the person signs out at the site, when a window has taken whoever was signed in there. */
  onConnected: (result: ConnectResult, logOutUrl?: string) => void;
}

export interface System {
  descriptor: Descriptor;
  /** The part of an address's path that leads to the site, where only the system's own addresses tell. */
  siteRoot: (segments: string[]) => string[];
  /** What people type that is no whole address yet, as one. */
  completeAddress?: (typed: string) => string;
  /** The host that has to be reached to look what stands at an address, where it is another one. */
  reachedAt?: (url: URL) => URL;
  /** What stands in the field of a new account. */
  usualAddress?: string;
  /** Where an account's site is looked up again. */
  addressOf: (account: Account) => string;
  /** Sites of this kind may stand behind a proxy that wants request headers of its own. */
  behindProxy: boolean;
  SignIn: ComponentType<SignInProps>;
}

export const SYSTEMS: Record<DestinationId, System> = {
  ghost: {
    descriptor: ghostDescriptor,
    siteRoot: ghostRoot,
    // The admin may live on another host than the site.
    addressOf: ({ apiUrl }) => apiUrl,
    behindProxy: false,
    SignIn: GhostSignIn,
  },
  wordpress: {
    descriptor: wordpressDescriptor,
    siteRoot: (segments) => segments,
    addressOf: ({ siteUrl }) => siteUrl,
    behindProxy: true,
    SignIn: WordPressSignIn,
  },
  contentjet: {
    descriptor: contentjetDescriptor,
    siteRoot: (segments) => segments,
    // The pages where people edit may live elsewhere.
    addressOf: ({ apiUrl }) => apiUrl,
    behindProxy: true,
    SignIn: ContentjetSignIn,
  },
  github: {
    descriptor: githubDescriptor,
    siteRoot: (segments) => segments,
    completeAddress,
    reachedAt: apiOf,
    usualAddress: GITHUB,
    addressOf,
    behindProxy: false,
    SignIn: GitHubSignIn,
  },
};

export const SYSTEM_IDS: readonly DestinationId[] = ['ghost', 'wordpress', 'contentjet', 'github'];
