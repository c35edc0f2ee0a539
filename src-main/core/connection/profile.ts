import type { ProfileId } from '../ground/ids';
import * as v from 'valibot';
import { fingerprintSchema } from './certificate';
import { instituteSchema } from '../sign-in/institute';
import type { TokenLife } from './json-web-token';

/** Colours by which profiles are told apart at a glance, besides their names. */
export const profileColours = ['green', 'blue', 'violet', 'red', 'orange', 'grey'] as const;

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const signInSchema = v.variant('kind', [
  /** The token of one service; no account on the cluster is needed. */
  v.strictObject({
    kind: v.literal('service-token'),
    serviceName: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  }),
  /** An account of the cluster. It opens the list of services, and with it the token of each. */
  v.strictObject({ kind: v.literal('password'), user: shortText }),
  /** An OpenID Connect access token that the user pastes, a JSON web token. */
  v.strictObject({ kind: v.literal('oidc-access-token') }),
  /** A token that is exchanged for access tokens. Where it is no JSON web token itself, the user says who issued it. */
  v.strictObject({
    kind: v.literal('oidc-refresh-token'),
    /** Address of the issuer, such as `https://aai.egi.eu/auth/realms/egi`. */
    issuer: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(2000))),
    clientId: v.exactOptional(shortText),
    scope: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  }),
  /** The page of an institute, in the user's browser. What it gives is exchanged for access tokens. */
  v.strictObject({ kind: v.literal('institute'), institute: instituteSchema }),
  /** An account of the oidc-agent on this computer, which has the secrets itself. */
  v.strictObject({ kind: v.literal('oidc-agent'), account: shortText }),
]);

/** How a cluster knows the user. The secret itself is in the token store. */
export type SignIn = v.InferOutput<typeof signInSchema>;

/** Which certificates are accepted from a cluster. */
export const trustSchema = v.variant('kind', [
  /** What the operating system trusts, and the runtime's own authorities. */
  v.strictObject({ kind: v.literal('system') }),
  /** The same, and the certificates of an authority of the user's own. They are public. */
  v.strictObject({
    kind: v.literal('certificate-authority'),
    /** Whom the first one names. */
    subject: v.pipe(v.string(), v.maxLength(1000)),
    /** PEM. */
    certificates: v.pipe(v.string(), v.minLength(1), v.maxLength(1_000_000)),
  }),
  /** Exactly one certificate, whatever its issuer, names and dates are. */
  v.strictObject({ kind: v.literal('pinned'), sha256: fingerprintSchema }),
]);

/** Which certificates are accepted from a cluster. There is no way to accept all. */
export type Trust = v.InferOutput<typeof trustSchema>;

/** What is trusted where nobody chose otherwise. */
export const systemTrust: Trust = { kind: 'system' };

/** The shortest wait for an answer that a connection can ask for: a service that has to start first needs it. */
export const shortestWaitSeconds = 60;

/** The longest wait for an answer. */
export const longestWaitSeconds = 86_400;

/** Limits of a connection of its own. */
export const connectionLimitsSchema = v.strictObject({
  /** Longest wait for an answer, in the place of the one in the settings. */
  waitSeconds: v.exactOptional(
    v.pipe(v.number(), v.integer(), v.minValue(shortestWaitSeconds), v.maxValue(longestWaitSeconds)),
  ),
  /** Most files of a list that run at the same time. */
  parallelRuns: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(64))),
});

/** Limits that suit one cluster, and count for its connection alone. */
export type ConnectionLimits = v.InferOutput<typeof connectionLimitsSchema>;

/** Where a secret is kept, see `SecretKeeping`. */
export const keepingSchema = v.picklist(['keychain', 'session']);

/** What a user can set of a profile. */
export const profileFieldsSchema = v.strictObject({
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)),
  colour: v.picklist(profileColours),
  /** Base address, without a trailing slash: `https://oscar.example.org/prefix`. */
  endpoint: v.pipe(v.string(), v.minLength(1), v.maxLength(2000)),
  /** The user's explicit choice to go unprotected over the network. */
  allowsPlainHttp: v.boolean(),
  signIn: signInSchema,
  trust: trustSchema,
  limits: v.exactOptional(connectionLimitsSchema),
});

/** What a user can set of a profile. */
export type ProfileFields = v.InferOutput<typeof profileFieldsSchema>;

/** Where a secret is kept: in the system's keychain, or in memory until the program ends. */
export type SecretKeeping = v.InferOutput<typeof keepingSchema>;

const tokenLifeSchema = v.strictObject({
  validFrom: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
  expiresAt: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
});

/** The profiles document. */
export const profilesSchema = v.object({
  profiles: v.array(
    v.strictObject({
      id: v.pipe(v.string(), v.uuid()),
      kind: v.literal('cluster'),
      keeping: keepingSchema,
      tokenLife: v.exactOptional(tokenLifeSchema),
      ...profileFieldsSchema.entries,
    }),
  ),
});

/** A cluster the user added. Its secrets are in the token store, never here. */
export interface ClusterProfile extends ProfileFields {
  readonly id: ProfileId;
  readonly kind: 'cluster';
  readonly keeping: SecretKeeping;
  /** The time in which the access token is valid that is kept as the secret; here so that the keychain need not be asked. */
  readonly tokenLife?: TokenLife;
}

/** Id of the connection to the practice cluster. */
export const practiceId: ProfileId = 'practice';

/** The built-in practice cluster, at its address of this start. */
export interface PracticeProfile {
  readonly id: ProfileId;
  readonly kind: 'practice';
  readonly name: string;
  readonly endpoint: string;
}

/** A cluster the user can work with. */
export type Profile = ClusterProfile | PracticeProfile;
