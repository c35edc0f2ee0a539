import * as v from 'valibot';

const shortText = v.pipe(v.string(), v.minLength(1), v.maxLength(200));
const address = v.pipe(v.string(), v.minLength(1), v.maxLength(2000));

/**
 * What an institute has to tell a program that signs users in by the institute's page. It is public: programs on the users'
 * own computers have no secret.
 * @see RFC 8252, section 8.5
 */
export const instituteSchema = v.strictObject({
  /** Address of who issues the tokens, such as `https://aai.egi.eu/auth/realms/egi`. */
  issuer: address,
  /** The name under which this program is registered there. */
  clientId: shortText,
  /** What is asked for, with spaces between; `usualScope` where it is absent. */
  scope: v.exactOptional(v.pipe(v.string(), v.minLength(1), v.maxLength(1000))),
  /** For whom the access token is to be, as some issuers want to know. */
  audience: v.exactOptional(address),
  /** The same, as RFC 8707 has it. */
  resource: v.exactOptional(address),
  /**
   * How the page comes back to the program: to a free port of this computer where it is absent, to one of these addresses where
   * the issuer compares them letter by letter, or with `device` not at all: the user types a code.
   */
  redirect: v.exactOptional(
    v.union([v.literal('device'), v.pipe(v.array(address), v.minLength(1), v.maxLength(5), v.readonly())]),
  ),
});

/** What an institute has to tell a program that signs users in by the institute's page. */
export type Institute = v.InferOutput<typeof instituteSchema>;

/** What is asked for where nobody chose otherwise: who it is, and a token for later. */
export const usualScope = 'openid profile email offline_access';
