import { createContext } from 'svelte';
import type { Oscar } from '../api';
import { ClusterState } from './cluster.svelte';
import { SettingsState } from './settings.svelte';

/** Everything the window remembers while it is open. */
export interface AppState {
  readonly cluster: ClusterState;
  readonly settings: SettingsState;
}

const [useAppState, provideAppState] = createContext<AppState>();

export { provideAppState, useAppState };

/** Makes the state of a window. */
export function createAppState(oscar: Oscar): AppState {
  return { cluster: new ClusterState(oscar), settings: new SettingsState(oscar) };
}
