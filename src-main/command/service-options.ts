/** What the commands about a service have in common. */
export interface ServiceOptions {
  readonly service: string;
  /** Name or id of a connection, or `practice`. */
  readonly profile: string;
  /** The owner, where two services have the same name. */
  readonly owner?: string;
  /** Whether the token or password comes on standard input instead of from the keychain. */
  readonly readsSecret: boolean;
}

/** Arguments that can't be understood, and why. */
export interface Misuse {
  readonly kind: 'misuse';
  readonly problem: string;
}

/** The options of these commands, for `parseArgs`. */
export const serviceOptions = {
  profile: { type: 'string' },
  owner: { type: 'string' },
  'token-stdin': { type: 'boolean' },
} as const;

/** What the options say. */
export function serviceOf(
  service: string,
  profile: string,
  values: { readonly owner?: string | undefined; readonly 'token-stdin'?: boolean | undefined },
): ServiceOptions {
  const { owner } = values;
  return { service, profile, ...(owner !== undefined && { owner }), readsSecret: values['token-stdin'] === true };
}

/** Arguments that can't be understood. */
export function misuse(problem: string): Misuse {
  return { kind: 'misuse', problem };
}
