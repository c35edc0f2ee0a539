import type { HelpPageId } from './help-pages';
import type { AppState } from '../shell/context';

/** The page of the help that fits what the window shows now. */
export function helpTopic(app: AppState): HelpPageId {
  const { batch, cluster, connectionFiles, files, history, imports, jobs, profiles, settings } = app;
  if (profiles.certificate ?? profiles.check) return 'certificates';
  if (profiles.draft ?? (imports.isOpen || connectionFiles.isOpen)) return 'connecting';
  if (settings.isOpen || history.isOpen) return 'history';
  if (files.isOpen || jobs.isOpen) return 'background';
  if (!cluster.profile) return 'first-steps';
  if (cluster.error) return 'troubleshooting';
  if (batch.isFinished && batch.isShown) return 'review';
  if (batch.isShown) return batch.overview?.table ? 'tables' : 'batch';
  const { current } = cluster;
  if (!current) return 'running';
  if (current.startError ?? current.invocation?.state.status === 'failed') return 'troubleshooting';
  return current.shown ? 'results' : 'running';
}
