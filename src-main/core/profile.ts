/** Identifies a profile. */
export type ProfileId = string;

/** A cluster the user can work with. Its tokens are in the token store, never here. */
export interface Profile {
  readonly id: ProfileId;
  readonly name: string;
  readonly kind: 'practice' | 'cluster';
  /** Base address, without a trailing slash: `https://oscar.example.org/prefix`. */
  readonly endpoint: string;
}
