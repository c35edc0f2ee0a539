import type { ErrorInfo } from '../ground/error';
import type { Profile } from '../connection/profile';

/** What a connection can do with background jobs. */
export type JobAbility =
  | { readonly kind: 'full' }
  /** It may submit jobs and never see what becomes of them. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'none'; readonly problem: ErrorInfo };

/**
 * How a job is followed. A job that was sent with a service's token is missing from the listings of a person who signed in by an access
 * token, but its log can be read by its name.
 */
export const jobTraces = ['listing', 'log', 'nothing'] as const;

/** How a job is followed. */
export type JobTrace = (typeof jobTraces)[number];

/**
 * Whether a connection can see what becomes of its jobs. A service's own token may submit them, but reads no listing
 * and no log.
 */
export function seesJobs(profile: Profile): boolean {
  return profile.kind === 'practice' || profile.signIn.kind !== 'service-token';
}

/**
 * Whether a cluster lets jobs have an id of the sender's. One that does not makes its own and tells it to nobody, so that
 * no job could be found again, or sent again without running twice.
 * @param version such as `v4.1.2`; one that can't be read, such as `devel`, is taken for a new one
 */
export function takesOwnIds(version: string): boolean {
  const [, major, minor] = /^v?(\d+)\.(\d+)/.exec(version) ?? [];
  if (major === undefined || minor === undefined) return true;
  return Number(major) > 4 || (Number(major) === 4 && Number(minor) >= 1);
}
