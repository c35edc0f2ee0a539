import type { ShownResult } from '../result/result.svelte';
import type { AppState } from './context';

/** Whether the services of a connection are in sight, rather than another place or the welcome. */
export function isAtWork({ cluster, files, history, jobs }: AppState): boolean {
  return cluster.profile !== undefined && !files.isOpen && !history.isOpen && !jobs.isOpen;
}

/** The result that is looked at. */
export function shownResult({ batch, cluster, files, history, jobs }: AppState): ShownResult | undefined {
  if (files.isOpen) return undefined;
  if (jobs.isOpen) return jobs.opened?.shown;
  if (history.isOpen) return history.opened?.shown;
  return batch.isShown ? batch.review.shown : cluster.current?.shown;
}

/** Whether the result of a service, or of a file of a list, has the window to itself. */
export function isResultAlone(app: AppState): boolean {
  return app.shell.isResultAlone && isAtWork(app) && shownResult(app) !== undefined;
}
