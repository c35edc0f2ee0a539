import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError, isAppError, type ErrorInfo } from '../core/ground/error';
import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import type { Invocation, InvocationInput } from '../core/run/invocation';
import type { InvocationId } from '../core/ground/ids';
import type { InputFiles } from '../core/input/ports';
import type { Prepared } from '../core/input/preparation';
import { soundRateHz } from '../core/input/sound/sound';
import type { ResultStore } from '../core/answer/ports';
import type { Profile } from '../core/connection/profile';
import type { Result } from '../core/result/result';
import type { InvocationService } from '../services/run/invocation-service';
import type { ProfileService } from '../services/connection/profile-service';
import type { Command, CommandInput } from './command-line';

/** How much is printed of an answer that is not a good result. An even number, so that no UTF-16 character is cut. */
const lastLinesBytes = 4096;
const lastLineCount = 10;

/** A run as the command line asks for it. */
export type RunCommand = Extract<Command, { readonly kind: 'run' }>;

/** What a command works with: the services that the window uses too, and the streams of the caller. */
export interface HeadlessParts {
  readonly profiles: Pick<ProfileService, 'list' | 'openPractice'>;
  readonly invocations: Pick<InvocationService, 'start' | 'settled'>;
  readonly inputs: Pick<InputFiles, 'grant'>;
  readonly results: Pick<ResultStore, 'save' | 'locate'>;
  readonly output: Writable;
  /** Prints one line of progress or of a failure. */
  readonly say: (line: string) => void;
}

/** Runs a service once, and writes its result whole or not at all. */
export async function runOnce(command: RunCommand, parts: HeadlessParts): Promise<ExitCode> {
  const { invocations, say } = parts;
  try {
    if (command.output !== undefined && !command.replaces && (await isThere(command.output))) {
      say(`${command.output} is there already; --replace replaces it.`);
      return exitCodes.misuse;
    }
    const profile = await findProfile(command.profile, parts.profiles);
    if (!profile) {
      say(unknownProfile(command.profile));
      return exitCodes.connection;
    }
    const id = await invocations.start({
      profileId: profile.id,
      serviceName: command.service,
      ...(command.owner !== undefined && { owner: command.owner }),
      input: await inputOf(command.input, parts.inputs),
    });
    return await deliver(await invocations.settled(id), command, parts);
  } catch (error) {
    if (!isAppError(error)) throw error;
    say(failureLine(error.info));
    return exitCodeOf(error.info.code);
  }
}

/** A connection by its name or id. */
export async function findProfile(
  name: string,
  profiles: Pick<ProfileService, 'list' | 'openPractice'>,
): Promise<Profile | undefined> {
  if (name === 'practice') return profiles.openPractice();
  return (await profiles.list()).find((profile) => profile.name === name || profile.id === name);
}

/** The message for a connection that doesn't exist. */
export function unknownProfile(name: string): string {
  return `No connection is called “${name}”. Add it in the window, or use “practice”.`;
}

/** Prints a line for every new phase of an invocation. */
export function progressLines(say: (line: string) => void): (invocation: Invocation) => void {
  let last = '';
  let isPreparing = false;
  return ({ state, prepared }) => {
    if (isPreparing && prepared) say(preparedLine(prepared));
    isPreparing = state.status === 'preparing';
    const line = state.status === 'retrying' ? `retrying: ${failureLine(state.reason)}` : state.status;
    if (line !== last) say(line);
    last = line;
  };
}

/** A failure as its code and its facts, for scripts. */
export function failureLine({ code, ...facts }: ErrorInfo): string {
  const words = Object.entries(facts).map(([name, value]) => `${name}=${JSON.stringify(value)}`);
  return [code, ...words].join(' ');
}

/** Reads a secret from standard input: everything up to its end, without the final line break. */
export async function readSecret(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '');
}

/** What was done to a file before it was sent. */
function preparedLine(prepared: Prepared): string {
  if (prepared.format === 'wav') {
    const { original, durationSeconds, sizeBytes, missingSeconds } = prepared;
    return [
      `prepared: ${original.rateHz} Hz, channels: ${original.channels}, to ${soundRateHz} Hz, mono, wav, ${durationSeconds} s, ${sizeBytes} bytes`,
      ...(missingSeconds === undefined ? [] : [`the file ends ${missingSeconds} s early`]),
    ].join('; ');
  }
  const { sizeBytes, original, width, height, format, removed, pictureCount, spread } = prepared;
  return [
    `prepared: ${original.width} × ${original.height} to ${width} × ${height}, ${format}, ${sizeBytes} bytes`,
    ...(removed.length > 0 ? [`left out: ${removed.join(' ')}`] : []),
    ...(pictureCount === undefined ? [] : [`the first of ${pictureCount} pictures`]),
    ...(spread ? [`${spread.darkest} is black, ${spread.brightest} is white`] : []),
  ].join('; ');
}

/** The input of a command, as a service is given it. @throws AppError `file-unreadable` */
export async function inputOf(input: CommandInput, inputs: Pick<InputFiles, 'grant'>): Promise<InvocationInput> {
  if (input.kind !== 'file') return input;
  const { path, ...asked } = input;
  return { ...asked, fileId: (await inputs.grant(path)).id };
}

/** Writes a result where the command wants it, or says why it is none. @throws AppError of the run or of writing */
export async function deliver(
  { id, state }: Invocation,
  command: Pick<RunCommand, 'output' | 'replaces'>,
  parts: Pick<HeadlessParts, 'results' | 'output' | 'say'>,
): Promise<ExitCode> {
  if (state.status === 'failed') throw new AppError(state.error);
  if (state.status !== 'finished') return exitCodes.cancelled;
  const problem = problemOf(state.result);
  if (problem !== undefined) {
    parts.say(problem);
    await sayLastLines(id, state.result, parts);
    return exitCodes.answer;
  }
  if (command.output === undefined) {
    const { path, start, end } = await parts.results.locate(id, 'payload');
    if (end > start) await pipeline(createReadStream(path, { start, end: end - 1 }), parts.output, { end: false });
  } else {
    const { path } = await parts.results.save(id, 'payload', command.output, command.replaces ? 'replace' : 'number');
    const name = basename(path);
    parts.say(`saved ${name}, ${state.result.reading.mediaType}, ${state.result.sizeBytes} bytes`);
    if (name !== basename(command.output)) {
      parts.say(`${command.output} was made by another program meanwhile, and is left as it is.`);
      return exitCodes.misuse;
    }
  }
  return exitCodes.done;
}

/** Prints the last lines of a text that is not a good result: they often contain what was wrong with the input. */
async function sayLastLines(
  id: InvocationId,
  { reading }: Result,
  { results, say }: Pick<HeadlessParts, 'results' | 'say'>,
): Promise<void> {
  if (!reading.mediaType.startsWith('text/')) return;
  const { path, start, end, charset } = await results.locate(id, 'payload');
  const from = Math.max(start, end - lastLinesBytes);
  if (end === from) return;
  const chunks: Buffer[] = [];
  for await (const chunk of createReadStream(path, { start: from, end: end - 1 }) as AsyncIterable<Buffer>) {
    chunks.push(chunk);
  }
  const lines = new TextDecoder(charset).decode(Buffer.concat(chunks)).trimEnd().split(/\r?\n/);
  // Escape codes in the answer must not control the caller's terminal.
  for (const line of lines.slice(-lastLineCount)) say(`  ${line.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')}`);
}

/** Why an answer is not a good result. */
function problemOf({ reading }: Result): string | undefined {
  switch (reading.verdict) {
    case 'result':
    case 'text-only':
      return undefined;
    case 'program-failed':
      return reading.notes.includes('bytes-lost')
        ? 'program-failed: the program printed a file instead of writing it, which lost its bytes'
        : 'program-failed: the service answered with what looks like an error of its program';
    case 'empty':
      return 'empty: the service answered, but its program printed nothing';
    case 'not-an-answer':
    case 'damaged':
      return reading.problem ? failureLine(reading.problem) : reading.verdict;
  }
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
