import { isSettled, type Invocation } from '../../core/run/invocation';
import { type InvocationId } from '../../core/ground/ids';

const minGapMs = 100;

/** The status that was sent last for an invocation, and the change that waits to be sent. */
interface Thread {
  readonly status: string;
  untold: Invocation | undefined;
  gap: NodeJS.Timeout;
}

/**
 * Throttles progress: a new state is sent at once, progress within a state at most ten times a second, and the latest
 * always arrives. States that follow the beginning of an attempt within a tenth of a second count as progress, too: sending
 * every state of a small run took longer than the run.
 */
export function throttleProgress(tell: (invocation: Invocation) => void): (invocation: Invocation) => void {
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
    const { state } = invocation;
    const isProgress = thread?.status === state.status || (thread?.status === 'connecting' && !isSettled(state));
    if (thread && isProgress) {
      thread.untold = invocation;
      return;
    }
    clearTimeout(thread?.gap);
    threads.delete(invocation.id);
    if (isSettled(state)) tell(invocation);
    else tellAndPause(invocation);
  };
}

/** Passes values on at most ten times a second: the first one at once, and the last one always. */
export function throttleLatest<T>(tell: (value: T) => void): (value: T) => void {
  let latest: (() => void) | undefined;
  const tellLatest = throttle(() => latest?.());
  return (value) => {
    latest = () => tell(value);
    tellLatest();
  };
}

/** Calls `tell` at most ten times a second, for the first change at once, and for the last change always. */
export function throttle(tell: () => void): () => void {
  let gap: NodeJS.Timeout | undefined;
  let isUntold = false;
  const tellAndPause = () => {
    isUntold = false;
    tell();
    gap = setTimeout(() => {
      gap = undefined;
      if (isUntold) tellAndPause();
    }, minGapMs);
  };
  return () => {
    if (gap === undefined) tellAndPause();
    else isUntold = true;
  };
}
