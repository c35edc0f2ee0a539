import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import { AppError, isAppError } from '../core/ground/error';
import type { InputFiles } from '../core/input/ports';
import type { Job } from '../core/job/job';
import type { InvocationService } from '../services/run/invocation-service';
import type { JobService } from '../services/job/job-service';
import type { Command } from './command-line';
import { deliver, failureLine, findProfile, inputOf, unknownProfile, type HeadlessParts } from './run-command';

/** A command about background jobs. */
export type JobCommand = Extract<Command, { readonly kind: `job-${string}` }>;

/** What the commands work with: the services that the window uses too, and the streams of the caller. */
export interface JobCommandParts extends Pick<HeadlessParts, 'profiles' | 'results' | 'output' | 'say'> {
  readonly jobs: Pick<JobService, 'start' | 'submitted' | 'list' | 'ask' | 'settled' | 'log' | 'remove'>;
  readonly invocations: Pick<InvocationService, 'reopen'>;
  readonly inputs: Pick<InputFiles, 'grant'>;
  /** Aborted when the caller stops the command. */
  readonly signal: AbortSignal;
}

/** Does what is asked of background jobs that the command line started. */
export async function commandJob(command: JobCommand, parts: JobCommandParts): Promise<ExitCode> {
  try {
    switch (command.kind) {
      case 'job-run':
        return await send(command, parts);
      case 'job-list':
        for (const job of await parts.jobs.list()) parts.output.write(`${listLine(job)}\n`);
        return exitCodes.done;
      case 'job-log':
        parts.output.write((await parts.jobs.log(await known(command.id, parts))).text);
        return exitCodes.done;
      case 'job-result':
        return await result(command, parts);
      case 'job-remove':
        await parts.jobs.remove(await known(command.id, parts));
        return exitCodes.done;
    }
  } catch (error) {
    if (!isAppError(error)) throw error;
    parts.say(failureLine(error.info));
    return exitCodeOf(error.info.code);
  }
}

async function send(
  { profile: name, service: serviceName, owner, input }: Extract<JobCommand, { readonly kind: 'job-run' }>,
  { profiles, jobs, inputs, output, say }: JobCommandParts,
): Promise<ExitCode> {
  const profile = await findProfile(name, profiles);
  if (!profile) {
    say(unknownProfile(name));
    return exitCodes.connection;
  }
  if (profile.kind === 'practice') {
    say('The practice cluster ends with the command, and its jobs with it; oscar-desktop run takes it.');
    return exitCodes.misuse;
  }
  const id = await jobs.start({
    profileId: profile.id,
    serviceName,
    input: await inputOf(input, inputs),
    ...(owner !== undefined && { owner }),
  });
  const { state, trouble } = await jobs.submitted(id);
  output.write(`${id}\n`);
  if (state.status === 'unseen') say('sent; this connection can’t see what becomes of it');
  if (state.status === 'failed') throw new AppError(state.error);
  if (state.status === 'sending' && trouble) {
    say(`not known to have arrived: ${failureLine(trouble)}`);
    say(`oscar-desktop job result ${id} sends it again, under the same id`);
    return exitCodeOf(trouble.code);
  }
  return exitCodes.done;
}

async function result(
  command: Extract<JobCommand, { readonly kind: 'job-result' }>,
  parts: JobCommandParts,
): Promise<ExitCode> {
  const { jobs, signal, say } = parts;
  const id = await known(command.id, parts);
  const { state, trouble } = command.waits ? await jobs.settled(id, signal) : await jobs.ask(id);
  if (signal.aborted) return exitCodes.cancelled;
  if (state.status === 'failed') throw new AppError(state.error);
  if (state.status === 'done') return deliver(await parts.invocations.reopen(id), command, parts);
  if (trouble) throw new AppError(trouble);
  say(state.status === 'unseen' ? 'This connection can’t see what becomes of it.' : state.status);
  return state.status === 'unseen' ? exitCodes.connection : exitCodes.cluster;
}

/** The id, if there is such a job. @throws AppError `result-gone` */
async function known(id: string, { jobs }: JobCommandParts): Promise<string> {
  const job = (await jobs.list()).find((one) => one.id === id);
  if (!job) throw new AppError({ code: 'result-gone' });
  return id;
}

/** A job in a line, its parts divided by tabs. */
function listLine({ id, state, serviceName, profileName, startedAt }: Job): string {
  const problem = state.status === 'failed' ? [state.error.code] : [];
  return [id, state.status, serviceName, profileName, startedAt, ...problem]
    .join('\t')
    .replace(/[\p{Cc}]/gu, (sign) => (sign === '\t' ? sign : ' '));
}
