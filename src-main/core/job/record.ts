import * as v from 'valibot';
import { verdicts } from '../answer/verdict';
import { inputSchema, originSchema } from '../history/history';
import { jobTraces } from './ability';
import { count, keptError as error } from '../ground/schemas';

const ranMs = v.exactOptional(v.pipe(v.number(), v.minValue(0)));
const outcome = v.picklist(['succeeded', 'failed']);

const stateSchema = v.variant('status', [
  v.object({ status: v.literal('sending'), attempts: count }),
  v.object({ status: v.literal('unseen') }),
  v.object({ status: v.literal('waiting'), missed: count }),
  v.object({ status: v.literal('running'), missed: count }),
  v.object({ status: v.literal('ended'), outcome, ranMs, attempts: count }),
  v.object({ status: v.literal('done'), verdict: v.picklist(verdicts), ranMs, finishedAt: v.string() }),
  v.object({ status: v.literal('failed'), error, ranMs, finishedAt: v.string() }),
]);

/** A job as it is kept on disk: enough to go on with it after any end of the program. It holds no secret. */
export const jobRecordSchema = v.object({
  id: v.pipe(v.string(), v.regex(/^[\w-]+$/)),
  profileId: v.string(),
  profileName: v.string(),
  /** Base address of the cluster that it was sent to. It is never asked of another one. */
  endpoint: v.string(),
  serviceName: v.string(),
  owner: v.exactOptional(v.string()),
  /** Whether its service writes output files, and whether its log begins with lines of the supervisor's. */
  writesFiles: v.boolean(),
  beginsWithLog: v.boolean(),
  follows: v.picklist(jobTraces),
  input: inputSchema,
  origin: v.exactOptional(originSchema),
  startedAt: v.string(),
  state: stateSchema,
});

/** A job as it is kept on disk. */
export type JobRecord = v.InferOutput<typeof jobRecordSchema>;

/** What has to be known of a job to ask for it. */
export type NamedJob = Pick<JobRecord, 'id' | 'profileId' | 'endpoint' | 'serviceName' | 'owner' | 'follows'>;

/** What has to be known of a job to take its result out of its log. */
export type FollowedJob = NamedJob & Pick<JobRecord, 'writesFiles' | 'beginsWithLog'>;
