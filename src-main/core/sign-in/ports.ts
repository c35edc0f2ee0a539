import type { Trust } from '../connection/profile';
import type { Institute } from './institute';
import type { GrantedTokens } from './progress';

/** An institute, and which certificates are accepted from its issuer. */
export interface InstituteAddress {
  readonly institute: Institute;
  readonly trust: Trust;
}

/** A page to open in the browser, and what becomes of its return. */
export interface AuthorizationRequest {
  /** Address of the page. It holds no secret, but counts for one sign-in. */
  readonly page: URL;
  /** By what the return is told from that of others. */
  readonly state: string;
  /** Exchanges what came back for tokens; once. @throws AppError as `InstituteIssuers` */
  finish(returned: URL, signal: AbortSignal): Promise<GrantedTokens>;
}

/** A code for the user to type on any device. */
export interface DeviceCode {
  readonly code: string;
  readonly address: string;
  /** The address with the code, where the issuer offers it. */
  readonly completeAddress?: string;
  readonly expiresInSeconds: number;
  /** Asks until the user has typed it. @throws AppError as `InstituteIssuers` */
  finish(signal: AbortSignal): Promise<GrantedTokens>;
}

/**
 * The issuers of institutes.
 * @throws AppError `not-an-issuer`, `issuer-failed`, `sign-in-refused`, `token-unsuitable`, or of the connection, from all of them
 */
export interface InstituteIssuers {
  /** @param returnAddress where the page sends the browser at the end */
  authorization(at: InstituteAddress, returnAddress: string): Promise<AuthorizationRequest>;
  deviceCode(at: InstituteAddress): Promise<DeviceCode>;
  /** Ends a refresh token and what was issued for it; does nothing at issuers that can't. */
  revoke(at: InstituteAddress, refreshToken: string): Promise<void>;
}

/** A place on this computer to which a browser can come back. */
export interface ReturnPlace {
  /** Its address for the issuer, such as `http://127.0.0.1:51234/callback`. */
  readonly address: string;
  /** Resolves with the whole address that the browser came back to, of this sign-in alone. Rejects with the signal's reason. */
  returned(state: string, signal: AbortSignal): Promise<URL>;
  /** Answers the browser, and leaves the place. */
  answer(hasWorked: boolean): Promise<void>;
  /** Leaves the place without an answer. */
  close(): Promise<void>;
}
