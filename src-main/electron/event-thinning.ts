import { isSettled, type Invocation, type InvocationId } from '../core/invocation';

const minGapMs = 100;

/** What was told last of one invocation, and what came after it. */
interface Thread {
  readonly status: string;
  untold: Invocation | undefined;
  gap: NodeJS.Timeout;
}

/**
 * Thins out progress: a new state is told at once, progress within a state at most ten times a second, and the latest
 * always arrives.
 */
export function thinnedOut(tell: (invocation: Invocation) => void): (invocation: Invocation) => void {
  const threads = new Map<InvocationId, Thread>();

  const tellAndPause = (invocation: Invocation) => {
    tell(invocation);
    const gap = setTimeout(() => {
      threads.delete(invocation.id);
      if (thread.untold) tellAndPause(thread.untold);
    }, minGapMs);
    const thread: Thread = { status: invocation.state.status, untold: undefined, gap };
    threads.set(invocation.id, thread);
  };

  return (invocation) => {
    const thread = threads.get(invocation.id);
    if (thread?.status === invocation.state.status) {
      thread.untold = invocation;
      return;
    }
    clearTimeout(thread?.gap);
    threads.delete(invocation.id);
    if (isSettled(invocation.state)) tell(invocation);
    else tellAndPause(invocation);
  };
}
