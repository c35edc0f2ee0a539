import * as v from 'valibot';
import type { QrModules } from '../connection/hand-out';
import type { ClusterAddress } from '../connection/ports';
import type { ErrorInfo } from '../ground/error';
import type { Institute } from './institute';

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(200));

/** What an issuer gave: an access token, and where it gives one, the token that is exchanged for the next. */
export interface GrantedTokens {
  readonly accessToken: string;
  /** Counted from now, since the clocks of two computers differ. */
  readonly expiresInSeconds?: number;
  readonly refreshToken?: string;
}

/** What the page in the browser says at the end, in the language of the window. */
export const returnPageSchema = v.strictObject({
  language: v.picklist(['en', 'es']),
  done: shortText,
  failed: shortText,
  /** What to do now. */
  next: shortText,
});

/** What the page in the browser says at the end, in the language of the window. */
export type ReturnPage = v.InferOutput<typeof returnPageSchema>;

/** Whom a sign-in is for. */
export interface SignInSubject extends ClusterAddress {
  readonly institute: Institute;
}

/** How the user signs in: in the browser of this computer, or with a code on any device. */
export type SignInWay = 'browser' | 'code';

/** How far a sign-in by an institute's page is. No secret is in it. */
export type SignInProgress =
  /** The issuer is asked what it offers. */
  | { readonly kind: 'asking' }
  /** The page waits for the user in the browser, unless none could be opened. */
  | { readonly kind: 'browser'; readonly isOpen: boolean }
  /** The user opens the address on any device, and types the code there. */
  | {
      readonly kind: 'code';
      readonly code: string;
      readonly address: string;
      /** The address, with the code where the issuer offers that. */
      readonly qr: QrModules;
      /** ISO 8601, UTC. */
      readonly endsAt: string;
    }
  /** The user has signed in; the tokens are fetched. */
  | { readonly kind: 'finishing' }
  | { readonly kind: 'done' }
  | { readonly kind: 'failed'; readonly error: ErrorInfo };
