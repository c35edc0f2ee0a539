import type { Trust, ClusterProfile } from './profile';
import type { Proxy } from './proxy';
import type { PresentedCertificate } from './certificate';
import type { ProfileId } from '../ground/ids';

/** Where a cluster is, and which certificates are accepted from it. */
export interface ClusterAddress {
  readonly endpoint: string;
  readonly trust: Trust;
}

/** The address of a cluster and a token that it accepts. */
export interface ClusterAccess extends ClusterAddress {
  readonly token: string;
}

/** Finds the proxy that a connection out of the user's network has to use. */
export interface ProxyResolver {
  /** The proxy for an address; `undefined` means a direct connection. @throws AppError `proxy-unsupported` */
  proxyFor(url: URL): Promise<Proxy | undefined>;
}

/** Tests the connection to a cluster, step by step, without sending a request. @throws AppError of the connection */
export interface NetworkProbe {
  /** `name:port` of the proxy on the way; `undefined` for a direct connection. */
  proxyFor(cluster: ClusterAddress): Promise<string | undefined>;
  /** The IP addresses of the cluster's host name. */
  addresses(cluster: ClusterAddress): Promise<readonly string[]>;
  connect(cluster: ClusterAddress): Promise<void>;
  /** The certificate that the cluster presents, whether it is trusted or not. */
  certificate(cluster: ClusterAddress): Promise<PresentedCertificate>;
}

/** A refresh token, and the issuer that exchanges it. */
export interface RefreshGrant {
  /** Address of the issuer. */
  readonly issuer: string;
  readonly clientId: string;
  readonly scope?: string;
  readonly refreshToken: string;
  /** Which certificates are accepted from the issuer. */
  readonly trust: Trust;
}

/** What an issuer gave for a refresh token. */
export interface IssuedTokens {
  readonly accessToken: string;
  /** Counted from now, since the clocks of two computers differ. */
  readonly expiresInSeconds?: number;
  /** Set where the issuer replaced the refresh token: the old one is not accepted any more. */
  readonly refreshToken?: string;
}

/** The issuers of tokens. */
export interface TokenEndpoint {
  /** @throws AppError `not-an-issuer`, `issuer-failed`, `sign-in-refused`, or of the connection */
  exchange(grant: RefreshGrant): Promise<IssuedTokens>;
}

/** Lets the processes of this program on this computer do something one after the other. */
export interface ProcessLock {
  /** @param name of what is locked. @throws whatever the action throws */
  hold<T>(name: string, action: () => Promise<T>): Promise<T>;
}

/** The program on this computer that keeps a user's sign-ins. */
export interface LocalAgent {
  isInstalled(): Promise<boolean>;
  /** An access token for one of its accounts. @throws AppError `agent-unavailable` */
  accessToken(account: string): Promise<string>;
}

/** Keeps one secret for each profile: its service token, password, or OIDC token. */
export interface TokenStore {
  /** @throws AppError `keychain-unavailable` */
  get(profileId: ProfileId): Promise<string | undefined>;
  /** @throws AppError `keychain-unavailable` */
  set(profileId: ProfileId, secret: string): Promise<void>;
  /** @throws AppError `keychain-unavailable` */
  delete(profileId: ProfileId): Promise<void>;
}

/** The profiles document. */
export interface ProfileStore {
  list(): Promise<readonly ClusterProfile[]>;
  /** Replaces the whole document. @throws AppError `disk-full`, `permission-denied`, `folder-gone` */
  replace(profiles: readonly ClusterProfile[]): Promise<void>;
}

/** The built-in practice cluster. */
export interface PracticeCluster {
  /** Starts it if it is not running. */
  open(): Promise<{ readonly endpoint: string; readonly authorization: string }>;
  close(): Promise<void>;
}
