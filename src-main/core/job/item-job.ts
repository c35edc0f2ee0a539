import * as v from 'valibot';
import { preparedSchema } from '../input/preparation';
import { jobTraces } from './ability';

/** The job that carries out an item of a list, as the journal keeps it: before the job is sent, so that it is asked for again after any end of the program. */
export const itemJobSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  /** When it was sent first; ISO 8601, UTC. */
  startedAt: v.string(),
  /** SHA-256 of the bytes of the item's file, or of what the row of a table was made into; hexadecimal. */
  inputSha256: v.string(),
  /** What was sent in the place of the file, where it was prepared. */
  prepared: v.exactOptional(preparedSchema),
  /** Set once the cluster has it. */
  follows: v.exactOptional(v.picklist(jobTraces)),
});

/** The job that carries out an item of a list. */
export type ItemJob = v.InferOutput<typeof itemJobSchema>;

/** SHA-256 of what a job was sent, hexadecimal. */
export function sentSha256({ inputSha256, prepared }: ItemJob): string {
  return prepared?.sha256 ?? inputSha256;
}

/** How many jobs of a list its cluster has at the same time, where the user sets no limit. They wait there, and keep nothing busy. */
export const jobsAtOnce = 100;
