import type { BatchOverview, BatchRow, BatchSummary } from '../../src-main/core/batch/overview';
import type { Mark } from '../../src-main/core/batch/mark';
import { describeError } from '../errors/error-message';
import type { Reason } from '../../src-main/core/batch/reasons';
import { nameOf, outputStem } from '../../src-main/contract/result-names';
import { answerInWords, scoreOf } from '../../src-main/contract/findings';
import { formatBytes, formatDuration, formatNumber, formatPercent } from '../format';
import { m } from '../i18n/locale.svelte';

/** A remark about a line besides its state; empty if there is nothing to say. */
export function rowRemark({ status, trouble, again, clusterMayContinue }: BatchRow): string {
  if (status === 'skipped') return m().batch.skipped;
  if (clusterMayContinue) return m().batch.stoppedMayContinue;
  if (again) return describeError(again.reason).headline;
  if (trouble?.error) return describeError(trouble.error).headline;
  return trouble?.kind === 'doubtful' ? m().batch.doubt[trouble.verdict] : '';
}

/** Whether files of a list are running, or will run as soon as the cluster is free. */
export function isInLine(list: Pick<BatchOverview, 'phase'> | undefined): boolean {
  const status = list?.phase.status;
  return status === 'queued' || status === 'running' || status === 'holding';
}

/** The words for what a list holds: rows of a table, or files. */
export function unitWords(list: Pick<BatchOverview, 'table'> | undefined) {
  return list?.table ? m().tableRows : m().batch;
}

/** What a batch as a whole is doing, in one line. @param isBehind whether another list is running at its cluster */
export function phaseWords(overview: BatchOverview, isBehind = false): string {
  const { phase, counts, isGrowing } = overview;
  const phases = { ...m().batch.phases, ...unitWords(overview).phases };
  if (phase.status === 'ready' && isBehind) return phases.readyBehind;
  if (phase.status === 'running') return phase.isSample ? phases.sample : phases.running;
  if (phase.status !== 'finished') return phases[phase.status];
  // Items that run again wait for a moment before the batch goes on.
  if (counts.waiting > 0) return phases.ready;
  if (isGrowing) return phases.growing;
  // A list with stopped items is not done, so this comes before the other cases.
  if (counts.cancelled > 0) return phases.stopped;
  if (counts['needs-attention'] > 0) return phases.finishedWithTrouble;
  // All results existed already. Who pressed Run expects something else, so this is said.
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

/** Number of items for which there is nothing left to do. Stopped items are not counted. */
export function finishedCount(counts: BatchSummary['counts']): number {
  return counts.done + counts.skipped + counts['needs-attention'];
}

/** What a list was made from: the given folder or table, or the number of its files. */
export function listTitle({ source, total }: BatchSummary): string {
  return source ?? m().batch.files(formatNumber(total), total);
}

/** The name of a list: what it was made from, and its service. */
export function listName(list: BatchSummary): string {
  const service = serviceOf(list);
  return service === '' ? listTitle(list) : `${listTitle(list)} (${service})`;
}

/** Which step of which recipe a list runs; empty if it runs none. */
export function recipeWords({ recipe }: Pick<BatchSummary, 'recipe'>): string {
  return recipe ? m().recipe.step(recipe.name, formatNumber(recipe.step), formatNumber(recipe.steps)) : '';
}

/** What a list is doing, in a word or two. */
export function listState({ phase, counts, isGrowing }: BatchSummary): string {
  const { states } = m().batch.lists;
  if (phase.status === 'paused' && phase.reason) return states.stuck;
  if (phase.status === 'finished' && isGrowing) return states.growing;
  return phase.status === 'finished' && counts.cancelled > 0 ? states.stopped : states[phase.status];
}

/** The facts of a list, such as `Running`, `37 of 248`, `Grayscale`. @param connection its name, if there are several */
export function listFacts(list: BatchSummary, connection?: string): readonly string[] {
  const { counts, total } = list;
  const attention = counts['needs-attention'];
  return [
    listState(list),
    m().batch.progress(formatNumber(finishedCount(counts)), formatNumber(total)),
    attention > 0 ? m().batch.attention(formatNumber(attention), attention) : '',
    serviceOf(list),
    recipeWords(list),
    connection ?? '',
  ].filter((fact) => fact !== '');
}

function serviceOf({ profileId, serviceName, serviceTitle }: BatchSummary): string {
  const practised = profileId === 'practice' ? m().services.practice[serviceName]?.title : undefined;
  return practised ?? serviceTitle ?? serviceName;
}

/** The name that a template gives the first result, to be shown as an example. */
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

/** What an answer says in one line; the user's label replaces that of the service. Empty if it says nothing. */
export function answerOf({ fields, mark }: BatchRow): string {
  if (mark?.label !== undefined) return mark.label;
  if (!fields) return '';
  return fields.form === 'findings' && fields.labels.length === 0 ? m().review.nothing : answerInWords(fields);
}

/** What an answer says, with its score. */
export function answerWithScore(row: BatchRow): string {
  return [answerOf(row), scoreText(row)].filter((part) => part !== '').join(' ');
}

/** The score that the service gives its answer; empty if it gives none. */
export function scoreText(row: BatchRow): string {
  const score = scoreOf(row);
  return score === undefined ? '' : formatPercent(score);
}

/** The reason why items have no result, in one line. */
export function reasonWords(reason: Reason): string {
  if (reason.kind === 'stopped') return m().batch.status.cancelled;
  return reason.kind === 'failed' ? describeError(reason.error).headline : m().batch.doubt[reason.verdict];
}

/** The user's marks of an answer, in words. */
export function markWords({ isStarred, opinion, note }: Mark): readonly string[] {
  return [
    ...(isStarred ? [m().review.star] : []),
    ...(opinion ? [m().review[opinion]] : []),
    ...(note === undefined ? [] : [m().review.note]),
  ];
}

/** A file with its answer and its marks in words, for screen readers. */
export function tileName(row: BatchRow): string {
  return [row.name, answerWithScore(row), ...markWords(row.mark ?? {})].filter((part) => part !== '').join(', ');
}
