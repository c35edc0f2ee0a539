import { createContext } from 'svelte';
import type { Oscar } from '../api';
import { BatchState } from './batch.svelte';
import { ClusterState } from './cluster.svelte';
import { HistoryState } from './history.svelte';
import { ConnectionFilesState } from './connection-files.svelte';
import { ImportState } from './import.svelte';
import { ProfilesState } from './profiles.svelte';
import { ServiceShelfState } from './service-shelf.svelte';
import { SetAsideState } from './set-aside.svelte';
import { SettingsState } from './settings.svelte';
import { ShellState } from './shell.svelte';

/** Everything the window remembers while it is open. */
export interface AppState {
  readonly batch: BatchState;
  readonly cluster: ClusterState;
  readonly connectionFiles: ConnectionFilesState;
  readonly imports: ImportState;
  readonly profiles: ProfilesState;
  readonly history: HistoryState;
  readonly setAside: SetAsideState;
  readonly shelf: ServiceShelfState;
  readonly settings: SettingsState;
  readonly shell: ShellState;
}

const [useAppState, provideAppState] = createContext<AppState>();

export { provideAppState, useAppState };

/** Makes the state of a window. */
export function createAppState(oscar: Oscar): AppState {
  const cluster = new ClusterState(oscar);
  const profiles = new ProfilesState(oscar, cluster);
  const settings = new SettingsState(oscar);
  return {
    batch: new BatchState(oscar),
    cluster,
    connectionFiles: new ConnectionFilesState(oscar, profiles, settings),
    history: new HistoryState(oscar, cluster, profiles),
    imports: new ImportState(oscar, profiles),
    profiles,
    setAside: new SetAsideState(oscar),
    settings,
    shelf: new ServiceShelfState(oscar, cluster),
    shell: new ShellState(),
  };
}
