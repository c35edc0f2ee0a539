import type { ErrorInfo } from '../ground/error';
import type { Profile } from '../connection/profile';

/** What a connection can do with background jobs. */
export type JobAbility =
  | { readonly kind: 'full' }
  /** It may submit jobs and never see what becomes of them. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'none'; readonly problem: ErrorInfo };

/**
 * By what a job is followed. A job that came with a service's token is in no listing that a person signed in by an access
 * token gets, though its log is there by name.
 */
export const jobTraces = ['listing', 'log', 'nothing'] as const;

/** By what a job is followed. */
export type JobTrace = (typeof jobTraces)[number];

/**
 * Whether a connection is told what becomes of its jobs. A service's own token opens the way to submit them, and no listing
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
