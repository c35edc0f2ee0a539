import * as v from 'valibot';
import type { JobOutcome, JobState } from './job';

/** A job as a cluster lists it. */
export type ListedJob =
  | { readonly status: 'waiting' | 'running' }
  | { readonly status: 'ended'; readonly outcome: JobOutcome; readonly ranMs?: number };

/** Jobs by their names, and the mark of the next page where there is one. */
export interface JobPage {
  readonly jobs: ReadonlyMap<string, ListedJob>;
  readonly nextPage?: string;
}

const job = v.object({
  status: v.string(),
  start_time: v.nullish(v.string()),
  creation_time: v.nullish(v.string()),
  finish_time: v.nullish(v.string()),
});
const isNoList = (value: unknown) => !Array.isArray(value);
const jobsByName = v.pipe(v.custom<object>(isNoList), v.record(v.string(), job));
const page = v.object({ jobs: v.nullable(jobsByName), next_page: v.nullish(v.string(), '') });

/**
 * Reads a page of `GET /system/logs/{service}`: since v3.6.4 an object with `jobs`, before it the jobs themselves.
 * @returns `unseen` for the empty body that OSCAR has for who may not see the service; `undefined` for anything else
 */
export function parseJobPage(text: string): JobPage | 'unseen' | undefined {
  if (text.trim() === '') return 'unseen';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const wrapped = v.safeParse(page, value);
  if (wrapped.success) {
    const { jobs, next_page: nextPage } = wrapped.output;
    return { jobs: listedJobs(jobs ?? {}), ...(nextPage && { nextPage }) };
  }
  const flat = v.safeParse(jobsByName, value);
  return flat.success ? { jobs: listedJobs(flat.output) } : undefined;
}

function listedJobs(jobs: v.InferOutput<typeof jobsByName>): ReadonlyMap<string, ListedJob> {
  return new Map(Object.entries(jobs).map(([name, listed]) => [name, listedJob(listed)]));
}

function listedJob({ status, start_time, creation_time, finish_time }: v.InferOutput<typeof job>): ListedJob {
  switch (status) {
    case 'Running':
      return { status: 'running' };
    case 'Succeeded':
    case 'Failed': {
      const ranMs = Date.parse(finish_time ?? '') - Date.parse(start_time ?? creation_time ?? '');
      return {
        status: 'ended',
        outcome: status === 'Succeeded' ? 'succeeded' : 'failed',
        ...(ranMs >= 0 && { ranMs }),
      };
    }
    default:
      // `Pending`, and `Suspended`, which says as well that there is no pod yet.
      return { status: 'waiting' };
  }
}

/** A job is gone after this many complete listings without it: one listing may have been made while the job was being created. */
export const missedLimit = 2;

/**
 * The state of a job after a complete listing.
 * @param listed what the listing says of it; `undefined` where it says nothing
 * @returns `gone` where the cluster knows it no more
 */
export function afterListing(
  state: Extract<JobState, { readonly status: 'waiting' | 'running' }>,
  listed: ListedJob | undefined,
): JobState | 'gone' {
  if (!listed) {
    const missed = state.missed + 1;
    return missed >= missedLimit ? 'gone' : { ...state, missed };
  }
  return listed.status === 'ended' ? { ...listed, attempts: 0 } : { status: listed.status, missed: 0 };
}
