import { isResult } from '../../src-main/core/answer/verdict';
import type { Job } from '../../src-main/core/job/job';
import { formatDuration, formatInstant } from '../format';
import { m } from '../i18n/locale.svelte';

/** How a job is to be shown: what matters is whether somebody waits, looks or worries. */
export type JobLook = 'waiting' | 'running' | 'done' | 'failed' | 'unseen';

/** How a job is to be shown. */
export function lookOf({ state }: Job): JobLook {
  switch (state.status) {
    case 'sending':
    case 'waiting':
      return 'waiting';
    case 'running':
    case 'ended':
      return 'running';
    case 'done':
      return isResult(state.verdict) ? 'done' : 'failed';
    case 'failed':
    case 'unseen':
      return state.status;
  }
}

/** What a job is doing, in a word or two. */
export function stateWords({ state }: Job): string {
  const { states } = m().jobs;
  return state.status === 'done' ? states[isResult(state.verdict) ? 'done' : 'failed'] : states[state.status];
}

/** What a job was given: the file's name, or the beginning of the text. */
export function givenWords({ input }: Job): string {
  if (input.kind === 'list') return '';
  return input.kind === 'file' ? input.name : input.excerpt;
}

/** When a job was sent, and how long it took or has been under way. */
export function timeWords(job: Job, nowMs: number): string {
  const { state } = job;
  const sent = m().jobs.sent(formatInstant(job.startedAt));
  if (state.status === 'done' || state.status === 'failed') {
    return state.ranMs === undefined ? sent : `${sent} · ${m().jobs.took(formatDuration(state.ranMs))}`;
  }
  if (state.status === 'unseen') return sent;
  return `${sent} · ${m().jobs.since(formatDuration(Math.max(0, nowMs - Date.parse(job.startedAt))))}`;
}
