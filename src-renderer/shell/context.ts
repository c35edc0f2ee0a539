import { createContext } from 'svelte';
import type { Oscar } from '../api';
import { BatchState } from '../batch/batch.svelte';
import { ListPresets } from '../batch/list-presets.svelte';
import { BatchFocus } from './batch-focus.svelte';
import { ClusterState } from '../connection/cluster.svelte';
import { FirstStepsState } from './welcome/first-steps.svelte';
import { JobsState } from '../job/jobs.svelte';
import { FilesState } from '../storage/files.svelte';
import { HistoryState } from '../history/history.svelte';
import { ConnectionFilesState } from '../connection/connection-files.svelte';
import { ImportState } from '../connection/import.svelte';
import { ProfilesState } from '../connection/profiles.svelte';
import { MoveState } from '../move/move.svelte';
import { ResultUse } from '../result/result-use.svelte';
import { RecentFilesState } from '../input/recent-files.svelte';
import { RecipesState } from '../recipe/recipes.svelte';
import { ServiceNotesState } from '../service/service-notes.svelte';
import { TableState } from '../input/table/table.svelte';
import { Intake } from './intake.svelte';
import { SetAsideState } from './set-aside.svelte';
import { SettingsState } from './settings.svelte';
import { WatchesState } from '../watch/watches.svelte';
import { ShellState } from './shell.svelte';

/** The whole state of the window. */
export interface AppState {
  readonly batch: BatchState;
  readonly batchFocus: BatchFocus;
  readonly cluster: ClusterState;
  readonly connectionFiles: ConnectionFilesState;
  readonly files: FilesState;
  readonly firstSteps: FirstStepsState;
  readonly imports: ImportState;
  readonly intake: Intake;
  readonly profiles: ProfilesState;
  readonly history: HistoryState;
  readonly jobs: JobsState;
  readonly listPresets: ListPresets;
  /** What goes to another computer, or comes from one. */
  readonly move: MoveState;
  readonly recentFiles: RecentFilesState;
  /** The result that is to become the input of another service. */
  readonly resultUse: ResultUse;
  readonly recipes: RecipesState;
  readonly setAside: SetAsideState;
  readonly serviceNotes: ServiceNotesState;
  readonly settings: SettingsState;
  readonly shell: ShellState;
  /** The table whose rows are to be run. */
  readonly table: TableState;
  readonly watches: WatchesState;
}

const [useAppState, provideAppState] = createContext<AppState>();

export { provideAppState, useAppState };

/** Makes the state of a window. */
export function createAppState(oscar: Oscar): AppState {
  const cluster = new ClusterState(oscar);
  const profiles = new ProfilesState(oscar, cluster);
  const settings = new SettingsState(oscar);
  const batch = new BatchState(oscar);
  const files = new FilesState(oscar, cluster);
  const history = new HistoryState(oscar, cluster, profiles);
  const connectionFiles = new ConnectionFilesState(oscar, profiles);
  const serviceNotes = new ServiceNotesState(oscar, cluster);
  const listPresets = new ListPresets({ batch, cluster, serviceNotes });
  const recipes = new RecipesState(oscar, { batch, cluster });
  return {
    batch,
    batchFocus: new BatchFocus({ batch, cluster, history, profiles, recipes }),
    cluster,
    connectionFiles,
    files,
    firstSteps: new FirstStepsState(oscar, { batch, cluster, settings, serviceNotes }),
    history,
    imports: new ImportState(oscar, profiles),
    jobs: new JobsState(oscar),
    intake: new Intake(oscar, { batch, cluster, connectionFiles, files, history, listPresets, recipes, serviceNotes }),
    listPresets,
    move: new MoveState(oscar, async () => {
      await Promise.all([settings.load(), recipes.load(), profiles.refresh(), serviceNotes.reload()]);
    }),
    profiles,
    recentFiles: new RecentFilesState(oscar),
    resultUse: new ResultUse(oscar),
    recipes,
    setAside: new SetAsideState(oscar),
    settings,
    serviceNotes,
    shell: new ShellState(oscar),
    table: new TableState(oscar),
    watches: new WatchesState(oscar),
  };
}
