/**
 * Every message between the pages and the background: name → function signature. Types only.
 * send.ts and serve.ts derive both ends from this map; a handler that is missing does not compile.
 */
import type { AuthorizationServerMetadata } from '../auth/authorization-server.ts';
import type { AuthorizationSettings } from '../auth/authorization-settings.ts';
import type { Credentials } from '../auth/credentials.ts';
import type { Captured } from '../clip/clip.ts';
import type { ErrorView } from '../core/errors.ts';
import type {
  CheckReport,
  DestinationId,
  DestinationOptions,
  Discovery,
  DraftOptions,
  DraftPreview,
  DraftReview,
  IgnoredField,
  SetUpChoices,
} from '../destinations/destination.ts';
import type { Draft, ImageReason } from '../draft/draft.ts';
import type { EntryState } from '../outbox/entry.ts';
import type { Account } from '../vault/account.ts';
import type { UserSettings } from '../vault/settings.ts';

export type { AuthorizationServerMetadata } from '../auth/authorization-server.ts';
export type { AuthorizationSettings } from '../auth/authorization-settings.ts';
export type { Account } from '../vault/account.ts';
export type { UserSettings } from '../vault/settings.ts';

/** An outbox entry as the pages see it. */
export interface EntryView {
  id: string;
  state: EntryState;
  title: string;
  accountId: string | null;
  error: ErrorView | null;
  /** ms since the epoch. */
  createdAt: number;
  waitUntil: number | null;
  /** Checked to be within the account's own origin; null until delivered. */
  editUrl: string | null;
  canUndo: boolean;
  incognito: boolean;
  /**
   * Null where there are none, or the account links them. While the draft is edited they are told whatever the account,
   * because another may still be chosen: to be shown where the chosen one takes copies.
   */
  images: ImagesView | null;
  /** What was asked for and the site left out without a word. */
  ignored: IgnoredField[];
}

/** What keeps a draft from going out until the person helps. */
export type AttentionView = Pick<EntryView, 'accountId' | 'error'>;

/** How copies of an entry's images fare. */
export interface ImagesView {
  /** Different images in the draft. */
  total: number;
  /** Whose bytes are kept here, or stand in the draft itself: they go along. */
  kept: number;
  /** That stand at the destination already. */
  copied: number;
  /** Some are being read, or on their way into a draft that is delivered. */
  copying: boolean;
  /** Links so far, whose copies can still be had where the person allows their hosts (match patterns to ask for). */
  unread: { count: number; origins: string[] };
  /** Why there is no copy of those that stay links: one for each. */
  left: ImageReason[];
  /** Left links by the destination, or on the way there. `src` is '' for an image that was part of the page itself. */
  failed: { src: string; error: ErrorView }[];
}

/** An open draft with its entry. */
export interface OpenDraft {
  entry: EntryView;
  draft: Draft;
  options: DraftOptions;
  /** Against the account that it is for, as it was last stored; null where there is nothing to tell. */
  review: DraftReview | null;
}

/** Why there is no clip. */
export type NoClip = 'nothing_selected' | 'unreadable_page';

export interface PopupView {
  open: OpenDraft | null;
  noClip: NoClip | null;
  accounts: Account[];
  settings: UserSettings;
  recent: EntryView[];
}

/** What the person may change in an open draft. */
export type DraftPatch = Partial<Pick<Draft, 'title' | 'note' | 'quote' | 'excerpt' | 'tags' | 'canonical'>>;

export interface ConnectRequest {
  /** Present when an existing account is edited. */
  accountId?: string;
  destination: DestinationId;
  discovery: Discovery;
  /** Absent when an existing account keeps its credentials. A user name left empty stays, where the way is the same. */
  credentials?: Credentials;
  /** With credentials of `authorization_code`. */
  authorization?: AuthorizationSettings;
  settings: Record<string, unknown>;
  /** One `Name: value` a line, for a proxy in front of the site; absent: what the account has stays. */
  extraHeaders?: string;
  /** The person's own password may rest in the vault, so that no sign-in is ever asked for again. */
  staySignedIn?: boolean;
}

/** A sign-in in a window of its own: what it gives takes the place of typed credentials. */
export type AuthorizeRequest = Omit<ConnectRequest, 'credentials' | 'authorization' | 'staySignedIn'> &
  (
    | {
        /** The site's own page at `discovery.authorizeUrl`. */
        method: 'application_password';
      }
    | {
        method: 'authorization_code';
        authorization: AuthorizationSettings;
        /** Absent: what the account has for the same client at the same token endpoint stays; '': a public client. */
        clientSecret?: string;
      }
  );

/** At which address an authorization server is asked what it says of itself, and on behalf of which site. */
export interface AuthorizationServerRequest {
  destination: DestinationId;
  /** Its issuer, or the address of its metadata. */
  issuer: string;
  /** The API address of the site that it stands before: where it is the same site, `extraHeaders` go along. */
  site?: string;
  /** The person agreed to http beyond this machine. */
  allowHttp?: boolean;
  /** One `Name: value` a line, for a proxy in front of the site. */
  extraHeaders?: string;
  /** The account that is edited: at its own site, where no headers are given, those that it has go along. */
  accountId?: string;
}

/** A sign-in whose window stood open when the background ended: nothing came of it, and one click repeats it. */
export interface InterruptedSignIn {
  id: string;
  destination: DestinationId;
  siteUrl: string;
  /** Null for a site that was to be added. */
  accountId: string | null;
  /** ms since the epoch. */
  startedAt: number;
}

export interface ConnectResult {
  report: CheckReport;
  /** Null where the check failed: nothing was stored. */
  account: Account | null;
  /** Clips that waited for an account and are on their way now. */
  released?: number;
}

export interface Messages {
  /** The popup opened over this tab: captures its selection, or resumes the open draft of that tab. */
  'popup.open': (input: { tabId: number }) => PopupView;
  /** Reads accounts, settings and recent deliveries again after a change was announced. */
  'popup.state': (input: { entryId: string | null }) => PopupView;
  /** Pasted html, already walked by the same code in the page, still untrusted. */
  'popup.paste': (input: { tabId: number; captured: Captured }) => OpenDraft;
  /** `accountId`: where it is to go now; what was chosen for another account is left behind, unless `options` say it anew. */
  'draft.update': (input: {
    entryId: string;
    patch: DraftPatch;
    options?: DraftOptions;
    accountId?: string;
  }) => OpenDraft;
  'draft.send': (input: { entryId: string; accountId: string | null }) => EntryView;
  /**
   * Fetches the images that the page would not give; those of a delivered draft are put into it afterwards. The popup asks for their hosts (`unread.origins`) as its click's
   * first act and sends this without waiting for the answer: a prompt may close the popup.
   */
  'draft.copyImages': (input: { entryId: string }) => OpenDraft;
  /** Small pictures of the images whose bytes are kept: id → data: address. Those that can't be drawn are not in it. */
  'draft.thumbnails': (input: { entryId: string }) => Record<string, string>;
  'draft.discard': (input: { entryId: string }) => null;
  /** Back from `needs_attention` or `waiting` to the editor. */
  'draft.reopen': (input: { entryId: string }) => OpenDraft;
  'outbox.retry': (input: { entryId: string }) => EntryView;
  'outbox.undo': (input: { entryId: string }) => EntryView;
  /** All that waits for the person, the newest first; not what comes from a private window. */
  'outbox.attention': (input: null) => AttentionView[];
  'accounts.list': (input: null) => Account[];
  /**
   * `allowHttp`: the person agreed to http beyond this machine. `site`: the address the person gave, where `url` is the
   * host that was proposed at it and allowed.
   */
  'accounts.discover': (input: {
    destination: DestinationId;
    url: string;
    allowHttp?: boolean;
    site?: string;
    /** One `Name: value` a line, for a proxy in front of the site. */
    extraHeaders?: string;
    /** The account that is edited: at its own site, where no headers are given, those that it has go along. */
    accountId?: string;
  }) => Discovery;
  'accounts.connect': (input: ConnectRequest) => ConnectResult;
  /** Signs in and asks what the account can be set up with. Nothing is stored. */
  'accounts.choices': (input: ConnectRequest) => SetUpChoices;
  /** Opens the site's own sign-in window and connects with what it gives. It answers when the window has closed. */
  'accounts.authorize': (input: AuthorizeRequest) => ConnectResult;
  /** What an authorization server says of itself; null where it says nothing. */
  'accounts.authorizationServer': (input: AuthorizationServerRequest) => AuthorizationServerMetadata | null;
  /** Sign-ins that the background did not live to see the end of, the oldest first. */
  'accounts.interrupted': (input: null) => InterruptedSignIn[];
  /** Opens the window of an interrupted sign-in anew, once, and answers as `accounts.authorize` does. */
  'accounts.repeat': (input: { id: string }) => ConnectResult;
  'accounts.forgetInterrupted': (input: { id: string }) => null;
  /** How this draft would stand at such an account, by its settings alone; null where the system has no files. */
  'accounts.preview': (input: {
    destination: DestinationId;
    settings: Record<string, unknown>;
    draft: Draft;
  }) => DraftPreview | null;
  'accounts.check': (input: { accountId: string }) => CheckReport;
  'accounts.remove': (input: { accountId: string }) => null;
  'accounts.options': (input: { accountId: string }) => DestinationOptions;
  /** How many stored records could not be read any more and were set aside. */
  'storage.damaged': (input: null) => number;
  'settings.get': (input: null) => UserSettings;
  'settings.set': (input: Partial<UserSettings>) => UserSettings;
}

export type MessageName = keyof Messages;
export type Input<N extends MessageName> = Parameters<Messages[N]>[0];
export type Output<N extends MessageName> = ReturnType<Messages[N]>;

/** What travels: a handler that threw still answers, with an ErrorView. */
export interface Envelope<N extends MessageName = MessageName> {
  to: 'clipdraft';
  name: N;
  input: Input<N>;
}
export type Reply<N extends MessageName> = { ok: true; value: Output<N> } | { ok: false; error: ErrorView };

/** The BroadcastChannel on which every write is announced. */
export const CHANGES_CHANNEL = 'clipdraft-changes';
export interface Change {
  what: 'outbox' | 'accounts' | 'settings';
}
