import type { Reply } from '../../src-main/contract/ground/call';
import type { InvocationId } from '../../src-main/core/ground/ids';
import type { Invocation } from '../../src-main/core/run/invocation';
import type { Oscar } from '../api';
import { ShownResult } from './result.svelte';

/** An invocation that the user looks at again. */
export interface PastInvocation {
  readonly invocation: Invocation;
  readonly shown: ShownResult | undefined;
}

/** Reads an invocation that is over, or what keeps it from being read. */
export async function openPast(oscar: Oscar, id: InvocationId): Promise<Reply<PastInvocation>> {
  const reply = await oscar.openInvocation(id);
  if (!reply.ok) return reply;
  const { state } = reply.value;
  const shown = state.status === 'finished' ? new ShownResult(oscar, id, state.result) : undefined;
  return { ok: true, value: { invocation: reply.value, shown } };
}
