import { tick } from 'svelte';
import type { ServiceKey } from '../../src-main/core/service/service-key';
import { focusRegion } from '../ui/regions';
import type { AppState } from './context';

/** Makes the result that is asked about the input of a service, and shows it there. */
export async function useResult(app: AppState, key: ServiceKey): Promise<void> {
  const { batch, cluster, history, jobs, resultUse } = app;
  const file = await resultUse.take();
  if (!file) return;
  history.close();
  jobs.close();
  batch.isShown = false;
  cluster.select(key);
  cluster.current?.takeInput({ ok: true, value: { kind: 'file', file } });
  await tick();
  focusRegion('region-input');
}
