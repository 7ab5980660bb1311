import type { Authorizer } from '../auth/authorizer.ts';
import type { AuthMethod, Credentials } from '../auth/credentials.ts';
import type { ErrorView } from '../core/errors.ts';
import type { Clock, Locks, Store } from '../core/ports.ts';
import type { BodyWords, DeliveryWords, Draft } from '../draft/draft.ts';
import type { CheckReport } from './check-report.ts';
import type { Descriptor } from './descriptor.ts';
import type { DraftReview } from './draft-review.ts';
import type { Http, HttpFailure } from './http-contract.ts';
import type { SetUpChoices } from './set-up-choices.ts';

export type { Authorizer } from '../auth/authorizer.ts';
export type { AccountIdentity, CheckReport, CheckStep } from './check-report.ts';
export type { AuthorizationDefaults, Descriptor, DescriptorField, DestinationId } from './descriptor.ts';
export type { DraftReview, Measure } from './draft-review.ts';
export type { Http, HttpAnswer, HttpDeps, HttpFailure, HttpRequest, Schema } from './http-contract.ts';
export type {
  EntryField,
  EntryType,
  GuessedSite,
  Installation,
  ProjectChoices,
  Repository,
  RepositoryChoices,
  RepositoryDetails,
  SetUpChoices,
} from './set-up-choices.ts';

/** Free settings of one account, by the destination's own schema. Never a secret. */
export type Settings = Record<string, unknown>;

/** What must not change between tries, and what a lost delivery is found by (Ghost: the slug). Stored before the first send. */
export type DeliveryKey = string;

export interface Io {
  http: Http;
  clock: Clock;
}

/** What an adapter receives for an account. Its `http` is already authorised (and retries once where that may help). */
export interface Session<S extends Settings> {
  siteUrl: string;
  apiUrl: string;
  settings: S;
  http: Http;
  clock: Clock;
  words: DeliveryWords;
  /** As whom the account signs in, for the connection doctor; absent where a key says it all. */
  signIn?: { method: AuthMethod; username: string };
  /** Authorised by a grant of its own that may only read; absent where the credentials hold none. */
  reader?: Http;
}

/** What an authorizer that signs in by itself needs. */
export interface AuthDeps {
  /** Names the tokens and their lock: the account's id. */
  subject: string;
  siteUrl: string;
  apiUrl: string;
  /** Without an authorizer: a token that has ended must not go with the request for a new one. */
  http: Http;
  /** Authorised by something else than what is being built: an App's own signature, for the token of its installation. */
  httpWith(authorizer: Authorizer): Http;
  /** The account is being set up: asked is what else it could be set up with, not only for what its settings name. */
  choosing?: true;
  /** The browser session's. */
  tokens: Store;
  locks: Locks;
  clock: Clock;
}

/** What stands at an address, found without credentials. */
export interface Discovery {
  siteUrl: string;
  apiUrl: string;
  title: string;
  version: string;
  /** Origins (match patterns) the account needs; more than one when the admin lives on another host than the site. */
  origins: string[];
  /**
   * A further host to ask for before anything can be connected, with its reason (text key). It is a proposal: the
   * person decides, then the discovery goes on at that address. All else in here is only a guess until then.
   */
  needs?: { url: string; reason: string };
  /** Ways to sign in that the site itself offers, the best one first; absent where the descriptor's all apply. */
  authMethods?: AuthMethod[];
  /** The site's own page on which a person lets an application in, for the one-click sign-in. On the site's own host. */
  authorizeUrl?: string;
  settings: Settings;
}

export interface DestinationOptions {
  tags: string[];
  authors: { id: string; name: string }[];
  /** In the order of a tree, `depth` 0 for a root. Absent where the system has none. */
  categories?: { id: string; name: string; depth: number }[];
}

/** An image's bytes, ready to be uploaded. */
export interface ImageFile {
  /** The name to upload it under, without its ending: fixed before the first try, so that a lost answer can be looked up. */
  name: string;
  bytes: Blob;
  alt: string;
  /** As the page has it below the image; '' for none. */
  caption: string;
}

/** An image that stands at the destination. Plain JSON. */
export interface UploadedImage {
  remoteId: string;
  /** Where readers load it from. */
  url: string;
}

/** By the `src` that the image has in the clip's tree. */
export type UploadedImages = ReadonlyMap<string, UploadedImage>;

/** What was asked for and the server left out without a word. */
export const IGNORED_FIELDS = [
  ...(['tags', 'categories', 'featured_image', 'excerpt', 'author'] as const),
  // The pull request is no draft (the site's plan has none), or could not be opened at all.
  ...(['pull_request_draft', 'pull_request'] as const),
] as const;
export type IgnoredField = (typeof IGNORED_FIELDS)[number];

/** Proof of delivery, plain JSON. */
export interface Receipt {
  v: 1;
  remoteId: string;
  revision?: string;
  /** What the adapter needs for tidy, undo and update; parsed by the adapter when read back. */
  remote: unknown;
  /** The draft in its editor: always within the account's own origin. Absent where nobody knows where that is. */
  editUrl?: string;
  viewUrl?: string;
  /** ISO 8601. */
  createdAt: string;
  /** Names only scripts, forms and media that can't be read. */
  leftOut: string[];
  /** Found by comparing the answer with what was asked. */
  ignored?: IgnoredField[];
}

/** A file as it would be written. */
export interface DraftPreview {
  /** Within its repository. */
  path: string;
  text: string;
}

/** Reason of a `conflict`: certainly nothing was written, because the delivery key names what somebody else has made. */
export const KEY_TAKEN = 'key_taken';

export interface RemoteDraft {
  title: string;
  html: string;
  status: string;
  slug: string;
}

/** An adapter for one kind of system. */
export interface Destination<S extends Settings = Settings> {
  readonly descriptor: Descriptor;
  /** The account's settings read back from storage; throws where they are damaged. */
  parseSettings(stored: unknown): S;
  /**
   * What stands at this address, by GET, without credentials. The host permission must be there.
   * @param site where an earlier discovery at this site proposed the address (`needs`): what answers must belong to it
   */
  discover(url: URL, io: Io, site?: URL): Promise<Discovery>;
  /** Reads an error body of this system. */
  explain(failure: HttpFailure): ErrorView | undefined;
  /** @throws DestinationError credentials_rejected where the credentials are not of this system */
  authorizer(credentials: Credentials, settings: S, deps: AuthDeps): Promise<Authorizer>;
  /** Authorises requests that only read, by a grant of its own; null where the credentials hold none. */
  reader?(credentials: Credentials, settings: S, deps: AuthDeps): Authorizer | null;
  /**
   * What the account can be set up with. Its settings may still lack what is chosen here.
   * @throws DestinationError as any request
   */
  choices?(session: Session<S>): Promise<SetUpChoices>;
  /** What can be told of a draft without asking the site; absent where the descriptor's limits say it all. */
  review?(draft: Draft, options: DraftOptions, settings: S, words: BodyWords): DraftReview;
  /** The connection doctor: one line per check, with the cure. */
  check(session: Session<S>): Promise<CheckReport>;
  options(session: Session<S>): Promise<DestinationOptions>;
  /** Where at the site drafts go, where the settings choose one of several places; a lost draft is looked up there alone. */
  place?(settings: S): string;
  /**
   * Fixed once per entry, before the first send, whatever the draft becomes later. `nonce` is 8 random hex digits.
   * May ask the site what is taken there. Where `createDraft` finds it taken meanwhile, by something else than this entry,
   * it throws `conflict` with the reason KEY_TAKEN, and the entry gets another one.
   */
  deliveryKey(draft: Draft, nonce: string, session: Session<S>): DeliveryKey | Promise<DeliveryKey>;
  findDraft(key: DeliveryKey, session: Session<S>): Promise<Receipt | null>;
  createDraft(
    draft: Draft,
    key: DeliveryKey,
    options: DraftOptions,
    session: Session<S>,
    images?: UploadedImages,
  ): Promise<Receipt>;
  /**
   * Puts an image beside the drafts. Looks first whether it is there under its name already: an answer may have been lost.
   * @throws DestinationError draft_rejected, too_large or insufficient_scope where this image can never be uploaded
   */
  uploadImage?(image: ImageFile, session: Session<S>): Promise<UploadedImage>;
  /** Gone already is no error. */
  deleteImage?(image: UploadedImage, session: Session<S>): Promise<void>;
  /** After the receipt is stored: what only served the delivery is cleared away (the slug is set from the title). */
  tidy(receipt: Receipt, draft: Draft, session: Session<S>): Promise<void>;
  /**
   * Puts images into the body that were uploaded after the delivery, and nothing else; `images` are all of the draft.
   * Called again with the same, it changes nothing. Absent where no images are uploaded.
   * @throws DestinationError conflict where the draft is no longer as it was left: it was changed, published or deleted
   */
  updateDraft?(
    receipt: Receipt,
    draft: Draft,
    options: DraftOptions,
    session: Session<S>,
    images: UploadedImages,
  ): Promise<Receipt>;
  /** How a draft would stand there, by the settings alone: for the set-up. Throws as parseSettings where they are damaged. */
  preview?(draft: Draft, settings: S, clock: Clock, words: BodyWords): DraftPreview;
  getDraft(receipt: Receipt, session: Session<S>): Promise<RemoteDraft>;
  /** Gone already, by the system's own word, is no error. Throws `conflict` where it is no draft any more. */
  deleteDraft(receipt: Receipt, session: Session<S>): Promise<void>;
  /** The account is removed: takes back what the site made for us (an application password). Best effort. */
  revoke?(session: Session<S>): Promise<void>;
}

/** What the person chose for one draft at one destination. */
export interface DraftOptions {
  authorId?: string;
  categoryIds?: string[];
  /** The `originalUrl` of the draft's image that stands for the whole post. */
  featuredImage?: string;
  /** A body that is too long is to be cut at the end of a block: the person said so. */
  cut?: true;
}
