import type { BatchOverview, BatchRow, BatchSummary } from '../../src-main/core/batch/overview';
import type { Mark } from '../../src-main/core/batch/mark';
import { describeError } from '../errors/error-message';
import type { Reason } from '../../src-main/core/batch/reasons';
import { nameOf, outputStem } from '../../src-main/contract/result-names';
import { answerInWords, scoreOf } from '../../src-main/contract/findings';
import { formatBytes, formatDuration, formatNumber, formatPercent } from '../format';
import { m } from '../i18n/locale.svelte';

/** What is to be said about a line besides its state; empty where there is nothing. */
export function rowRemark({ status, trouble, again, clusterMayContinue }: BatchRow): string {
  if (status === 'skipped') return m().batch.skipped;
  if (clusterMayContinue) return m().batch.stoppedMayContinue;
  if (again) return describeError(again.reason).headline;
  if (trouble?.error) return describeError(trouble.error).headline;
  return trouble?.kind === 'doubtful' ? m().batch.doubt[trouble.verdict] : '';
}

/** Whether files of a list run, or are to run as soon as the cluster is free. */
export function isInLine(list: Pick<BatchOverview, 'phase'> | undefined): boolean {
  const status = list?.phase.status;
  return status === 'queued' || status === 'running' || status === 'holding';
}

/** What a batch as a whole is doing, in one line. @param isBehind whether another list is at work at its cluster */
export function phaseWords({ phase, counts }: BatchOverview, isBehind = false): string {
  const { phases } = m().batch;
  if (phase.status === 'ready' && isBehind) return phases.readyBehind;
  if (phase.status === 'running') return phase.isSample ? phases.sample : phases.running;
  if (phase.status !== 'finished') return phases[phase.status];
  // What is to run again waits for a moment before the batch goes on.
  if (counts.waiting > 0) return phases.ready;
  // Stopped is not done, whatever else there is to say.
  if (counts.cancelled > 0) return phases.stopped;
  if (counts['needs-attention'] > 0) return phases.finishedWithTrouble;
  // Nothing was run, which is not what someone expects who pressed Run.
  if (counts.skipped > 0 && counts.done === 0) return phases.allThere;
  return phases[phase.status];
}

/** Counts and expectations worth saying, such as `37 of 248`, `2 need attention`, `about 14 min left`. */
export function progressFacts(overview: BatchOverview, finished: number): readonly string[] {
  const { batch } = m();
  const { counts, total, estimate, phase, atOnce } = overview;
  const facts = [batch.progress(formatNumber(finished), formatNumber(total))];
  const attention = counts['needs-attention'];
  if (attention > 0) facts.push(batch.attention(formatNumber(attention), attention));
  if (counts.skipped > 0) facts.push(batch.skippedCount(formatNumber(counts.skipped), counts.skipped));
  if (counts.cancelled > 0) facts.push(batch.stoppedCount(formatNumber(counts.cancelled), counts.cancelled));
  if (estimate && phase.status !== 'finished')
    facts.push(batch.left(formatDuration(Math.max(1, Math.round(estimate.seconds)) * 1000)));
  if (estimate && phase.status === 'sampled') facts.push(batch.space(formatBytes(estimate.sizeBytes)));
  if (phase.status === 'running') facts.push(batch.atOnceNow(formatNumber(atOnce)));
  return facts;
}

/** How many items nothing is left to do for; what was stopped is not done. */
export function finishedCount(counts: BatchSummary['counts']): number {
  return counts.done + counts.skipped + counts['needs-attention'];
}

/** What a list is of: the folder or the table that was given, or how many files it has. */
export function listTitle({ source, total }: BatchSummary): string {
  return source ?? m().batch.files(formatNumber(total), total);
}

/** What tells a list from others: what it is of, and the service that runs it. */
export function listName(list: BatchSummary): string {
  const service = serviceOf(list);
  return service === '' ? listTitle(list) : `${listTitle(list)} (${service})`;
}

/** What a list does, in a word or two. */
export function listState({ phase, counts }: BatchSummary): string {
  const { states } = m().batch.lists;
  if (phase.status === 'paused' && phase.reason) return states.stuck;
  return phase.status === 'finished' && counts.cancelled > 0 ? states.stopped : states[phase.status];
}

/** What there is to say of a list, such as `Running`, `37 of 248`, `Grayscale`. @param connection where that matters */
export function listFacts(list: BatchSummary, connection?: string): readonly string[] {
  const { counts, total } = list;
  const attention = counts['needs-attention'];
  return [
    listState(list),
    m().batch.progress(formatNumber(finishedCount(counts)), formatNumber(total)),
    attention > 0 ? m().batch.attention(formatNumber(attention), attention) : '',
    serviceOf(list),
    connection ?? '',
  ].filter((fact) => fact !== '');
}

function serviceOf({ profileId, serviceName, serviceTitle }: BatchSummary): string {
  const practised = profileId === 'practice' ? m().services.practice[serviceName]?.title : undefined;
  return practised ?? serviceTitle ?? serviceName;
}

/** Name of the first result by a template, for the example beside it. */
export function exampleName(template: string, fileName: string, serviceName: string): string {
  const startedAt = new Date().toISOString();
  return nameOf(outputStem(template, { relativePath: fileName, serviceName, index: 0, startedAt }));
}

/** The states that items are counted by, in the order in which they are shown. */
export function statesOf<Counts extends object>(counts: Counts): readonly Extract<keyof Counts, string>[] {
  const states: Extract<keyof Counts, string>[] = [];
  for (const state in counts) states.push(state);
  return states;
}

/** What an answer says in one line, a person's word first; empty where it says nothing. */
export function answerOf({ fields, mark }: BatchRow): string {
  if (mark?.label !== undefined) return mark.label;
  if (!fields) return '';
  return fields.form === 'findings' && fields.labels.length === 0 ? m().review.nothing : answerInWords(fields);
}

/** What an answer says, and how sure the service is of it. */
export function answerWithScore(row: BatchRow): string {
  return [answerOf(row), scoreText(row)].filter((part) => part !== '').join(' ');
}

/** How sure the service is; empty where it doesn't say. */
export function scoreText(row: BatchRow): string {
  const score = scoreOf(row);
  return score === undefined ? '' : formatPercent(score);
}

/** Why items have no result, in one line. */
export function reasonWords(reason: Reason): string {
  if (reason.kind === 'stopped') return m().batch.status.cancelled;
  return reason.kind === 'failed' ? describeError(reason.error).headline : m().batch.doubt[reason.verdict];
}

/** What a person says of an answer, in words. */
export function markWords({ isStarred, opinion, note }: Mark): readonly string[] {
  return [
    ...(isStarred ? [m().review.star] : []),
    ...(opinion ? [m().review[opinion]] : []),
    ...(note === undefined ? [] : [m().review.note]),
  ];
}

/** A file with what its answer says and what a person says of it, for those who don't see the picture. */
export function tileName(row: BatchRow): string {
  return [row.name, answerWithScore(row), ...markWords(row.mark ?? {})].filter((part) => part !== '').join(', ');
}
