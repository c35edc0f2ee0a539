import { createContext } from 'svelte';
import type { Oscar } from '../api';
import { ClusterState } from './cluster.svelte';
import { HistoryState } from './history.svelte';
import { ProfilesState } from './profiles.svelte';
import { SettingsState } from './settings.svelte';

/** Everything the window remembers while it is open. */
export interface AppState {
  readonly cluster: ClusterState;
  readonly profiles: ProfilesState;
  readonly history: HistoryState;
  readonly settings: SettingsState;
}

const [useAppState, provideAppState] = createContext<AppState>();

export { provideAppState, useAppState };

/** Makes the state of a window. */
export function createAppState(oscar: Oscar): AppState {
  const cluster = new ClusterState(oscar);
  const profiles = new ProfilesState(oscar, cluster);
  const history = new HistoryState(oscar, cluster, profiles);
  return { cluster, profiles, history, settings: new SettingsState(oscar) };
}
