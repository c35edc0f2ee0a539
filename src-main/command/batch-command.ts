import { access, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { BatchCounts } from '../core/batch/batch';
import type { BatchId } from '../core/ground/ids';
import type { BatchOverview } from '../core/batch/overview';
import type { LeftOut } from '../core/batch/scan';
import type { SpreadsheetForm } from '../core/batch/spreadsheet';
import { isAppError } from '../core/ground/error';
import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import { numberedName } from '../core/result/output-filename';
import type { BatchService } from '../services/batch/batch-service';
import type { BatchExports } from '../services/batch/export/batch-exports';
import type { ProfileService } from '../services/connection/profile-service';
import type { TableUse } from '../core/input/table/rows';
import type { Command, CommandReport, CommandTable } from './command-line';
import { failureLine, findProfile, unknownProfile } from './run-command';

/** A batch as the command line asks for it. */
export type BatchCommand = Extract<Command, { readonly kind: 'batch' }>;

/** What the command works with: the services that the window uses too, and the streams of the caller. */
export interface BatchCommandParts {
  readonly profiles: Pick<ProfileService, 'list' | 'openPractice'>;
  /** Batches of this command alone: one that is interrupted is continued. */
  readonly batches: BatchService;
  /** Takes tables away from them. */
  readonly exports: Pick<BatchExports, 'saveTable' | 'stopAll'>;
  /** How tables are written as text now. */
  readonly spreadsheetForm: () => Promise<SpreadsheetForm>;
  /** Adds a listener that is called after every change of a batch. */
  readonly onChange: (listener: () => void) => void;
  /** The text of a file. @throws AppError `file-unreadable` */
  readonly readText: (path: string) => Promise<string>;
  /** Aborted when the caller stops the command. */
  readonly signal: AbortSignal;
  /** Prints one line of progress or of a failure. */
  readonly say: (line: string) => void;
}

type Phase = BatchOverview['phase'];

const progressGapMs = 1000;
const mostNamed = 20;
const all = { search: '', sortKey: 'added', isDescending: false } as const;
/** What is told of each row of a table: the list can't be looked at. */
const ofRows: ReadonlySet<LeftOut['reason']> = new Set(['empty-cell', 'not-a-value', 'outside']);

/** Runs a service for all files of a folder, or continues the same command after an interruption. */
export async function runBatch(command: BatchCommand, parts: BatchCommandParts): Promise<ExitCode> {
  const { batches, exports, signal, say } = parts;
  signal.addEventListener('abort', () => void batches.suspend());
  signal.addEventListener('abort', () => void exports.stopAll());
  try {
    const { report } = command;
    if (report && !(await isFolder(dirname(resolve(report.path))))) {
      say(`“${dirname(report.path)}” is no folder: the table of --report can't be saved there.`);
      return exitCodes.computer;
    }
    const profile = await findProfile(command.profile, parts.profiles);
    if (!profile) {
      say(unknownProfile(command.profile));
      return exitCodes.connection;
    }
    const id = await gather(command, profile.id, parts);
    if (signal.aborted) return exitCodes.cancelled;
    if (id === undefined) return exitCodes.input;
    const untilEnd = followed(parts);
    await batches.start(id, false);
    // The caller may have stopped the command while the batch was starting.
    if (signal.aborted) await batches.suspend();
    return await ended(id, await untilEnd, command, parts);
  } catch (error) {
    return await gaveUp(error, parts);
  }
}

/** Says why a command ends, and keeps what was begun for the next one. @throws what is no failure of the command */
export async function gaveUp(
  error: unknown,
  { batches, say }: Pick<BatchCommandParts, 'batches' | 'say'>,
): Promise<ExitCode> {
  if (!isAppError(error)) throw error;
  say(failureLine(error.info));
  const { overview } = batches;
  if (overview?.phase.status === 'ready') await batches.discard(overview.id);
  else await batches.suspend();
  return exitCodeOf(error.info.code);
}

/** Makes the batch. @returns `undefined` if there is nothing to run, after printing why */
async function gather(
  { service, owner, folder, output, existing, inBackground, atOnceLimit, preparation, table }: BatchCommand,
  profileId: string,
  { batches, onChange, readText, say }: BatchCommandParts,
): Promise<BatchId | undefined> {
  const adapt = async (id: BatchId) => {
    await batches.change(id, {
      service: { profileId, serviceName: service, ...(owner !== undefined && { owner }) },
      collision: existing,
      inBackground: inBackground ?? false,
      atOnceLimit: atOnceLimit ?? 0,
      preparation: preparation ?? 'none',
    });
    await batches.changeOutputFolder(id, resolve(output));
  };
  await batches.restore();
  const { overview } = batches;
  if (overview?.phase.status === 'finished') await batches.discard(overview.id);
  else if (overview) {
    // Before the folder is searched for more files: the service decides which ones are accepted.
    await adapt(overview.id);
    say(`continuing: ${overview.counts.waiting} of ${overview.total} files are left`);
  }
  const take = async (): Promise<BatchId | undefined> => {
    const path = resolve(folder);
    if (table) {
      // The rows of an interrupted table are in the list, as they were when it was made.
      const known = batches.overview?.id;
      if (known !== undefined) return known;
      const { id } = await batches.tables.open(path, table.readOptions);
      await batches.takeTable(id, await useOf(table, readText));
      return id;
    }
    const accepted = await batches.take([path], batches.overview?.id);
    if (accepted.kind === 'batch') return accepted.id;
    say(`“${basename(folder)}” is a file; oscar-desktop run takes one. For the rows of a table, give --text-column.`);
    return undefined;
  };
  const id = await take();
  if (id === undefined) return undefined;
  await adapt(id);
  await untilScanned(batches, onChange);
  const total = batches.overview?.total ?? 0;
  const brokenLine = batches.tableOf(id)?.brokenLine;
  if (brokenLine !== undefined) {
    say(
      `line ${brokenLine} of “${basename(folder)}”: the quotes of a cell are broken. Only the rows before it are run.`,
    );
  }
  // The files of an interrupted batch are found again.
  const leftOut = batches.leftOut(id, 0, Infinity).filter(({ reason }) => reason !== 'twice');
  sayLeftOut(leftOut, say);
  if (total > 0) return id;
  say(`“${basename(resolve(folder))}” holds nothing for this service.`);
  await batches.discard(id);
  return undefined;
}

/** Prints what is left out of a list, by name where somebody has to do something about it. */
export function sayLeftOut(
  leftOut: readonly Pick<LeftOut, 'relativePath' | 'reason'>[],
  say: BatchCommandParts['say'],
): void {
  if (leftOut.length > 0) say(`left out: ${leftOutWords(leftOut)}`);
  for (const { relativePath, reason } of leftOut.filter(({ reason }) => ofRows.has(reason)).slice(0, mostNamed)) {
    say(`  ${relativePath}: ${reason}`);
  }
  const misnamed = leftOut.filter(({ reason }) => reason === 'name-encoding');
  for (const { relativePath } of misnamed.slice(0, mostNamed)) {
    say(`  “${relativePath.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, ' ')}”: the name is no UTF-8; rename it`);
  }
}

/** Resolves when the list is put together. */
export async function untilScanned(batches: BatchService, onChange: BatchCommandParts['onChange']): Promise<void> {
  await new Promise<void>((scanned) => {
    const look = () => {
      if (batches.overview?.isScanning !== true) scanned();
    };
    onChange(look);
    look();
  });
}

/** What is done with the rows of a table, with the template that is in a file. @throws AppError `file-unreadable` */
async function useOf({ use }: CommandTable, readText: BatchCommandParts['readText']): Promise<TableUse> {
  const { input, ...rest } = use;
  if (input.kind !== 'json') return { ...rest, input };
  return { ...rest, input: { kind: 'json', template: await readText(resolve(input.templateFile)) } };
}

/** Prints the progress, and resolves when the batch has ended. */
function followed({ batches, onChange, signal, say }: BatchCommandParts): Promise<Phase> {
  return new Promise((resolvePhase) => {
    let lastPhase = '';
    let lastCounts = '';
    let lastAtMs = -Infinity;
    const look = () => {
      const { overview } = batches;
      if (!overview) return;
      const { phase, counts, total } = overview;
      const phaseWords =
        'reason' in phase && phase.reason ? `${phase.status}: ${failureLine(phase.reason)}` : phase.status;
      if (phaseWords !== lastPhase && phase.status !== 'ready') say(phaseWords);
      lastPhase = phaseWords;
      const countWords = progressWords(counts, total);
      if (countWords !== lastCounts && (performance.now() - lastAtMs >= progressGapMs || phase.status === 'finished')) {
        say(countWords);
        lastCounts = countWords;
        lastAtMs = performance.now();
      }
      if (phase.status === 'finished' || phase.status === 'paused' || phase.status === 'interrupted') {
        // Items that are running at a pause are finished.
        if (counts.sending + counts.working + counts.receiving === 0) resolvePhase(phase);
      }
    };
    signal.addEventListener('abort', () => void batches.suspend().then(look));
    onChange(look);
  });
}

async function ended(
  id: BatchId,
  phase: Phase,
  { output, report }: BatchCommand,
  parts: BatchCommandParts,
): Promise<ExitCode> {
  const { batches, say } = parts;
  if (phase.status !== 'finished') {
    await batches.suspend();
    say('What is done is done; the same command goes on with the rest.');
    return phase.status === 'paused' && phase.reason ? exitCodeOf(phase.reason.code) : exitCodes.cancelled;
  }
  const { done = 0, skipped = 0, 'needs-attention': attention = 0 } = batches.overview?.counts ?? {};
  if (skipped > 0 && done + attention === 0) {
    say('nothing was run: all results were there already (--existing number runs the files again)');
  }
  if (report) await saveReport(id, report, parts);
  const isCut = batches.tableOf(id)?.brokenLine !== undefined;
  // The report contains everything, and a second run processes what is missing.
  await batches.discard(id);
  if (phase.reportProblem) {
    say(`no report: ${failureLine(phase.reportProblem)}`);
    return exitCodeOf(phase.reportProblem.code);
  }
  if (phase.report !== undefined) say(`“${phase.report}” in ${output} tells of each file`);
  return attention > 0 || isCut ? exitCodes.attention : exitCodes.done;
}

/** Saves the table that was asked for, under a name that nothing has. @throws AppError of writing, or `cancelled` */
async function saveReport(
  id: BatchId,
  { path, format, rows }: CommandReport,
  { batches, exports, spreadsheetForm, say }: BatchCommandParts,
): Promise<void> {
  const free = await freePath(resolve(path));
  const { reasons } = batches.facets(id, all);
  const words = {
    reasons: Object.fromEntries(reasons.map(({ key }) => [key, key])),
    unread: 'the result has gone, was changed, or is too large',
  };
  const options = { rows, format: format === 'xlsx' ? format : await spreadsheetForm(), words };
  const { unread } = await exports.saveTable(id, { kind: 'shown', query: all }, options, free);
  if (unread > 0) say(`${unread} results could not be read for their detections; the table says which`);
  say(`saved ${basename(free)}, the table of the batch`);
}

/** A path, or the first one with a number where it is taken. */
async function freePath(path: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const free = join(dirname(path), numberedName(basename(path), number));
    const isTaken = await access(free).then(
      () => true,
      () => false,
    );
    if (!isTaken) return free;
  }
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

/** How far a list is, in words. */
export function progressWords(counts: BatchCounts, total: number): string {
  const rest = (['needs-attention', 'skipped', 'cancelled'] as const).filter((status) => counts[status] > 0);
  return [`${counts.done} of ${total} done`, ...rest.map((status) => `${counts[status]} ${status}`)].join(', ');
}

/** How many files were left out, by their reasons. */
function leftOutWords(leftOut: readonly Pick<LeftOut, 'reason'>[]): string {
  const counts = new Map<string, number>();
  for (const { reason } of leftOut) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts].map(([reason, count]) => `${count} ${reason}`).join(', ');
}
