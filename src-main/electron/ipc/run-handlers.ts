import type { Handlers } from '../../contract/ground/call';
import type { runCalls } from '../../contract/run';
import type { HistoryService } from '../../services/history/history-service';
import type { InvocationService } from '../../services/run/invocation-service';

/** What the calls about invocations under way work with. */
export interface RunHandlerParts {
  readonly invocations: InvocationService;
  readonly history: Pick<HistoryService, 'expectWakeUp'>;
}

/** Answers the calls about invocations under way. */
export function runHandlers({ invocations, history }: RunHandlerParts): Handlers<typeof runCalls> {
  return {
    startInvocation: (request) => invocations.start(request),
    cancelInvocation: (id) => invocations.cancel(id),
    expectWakeUp: (profileId, name, owner) => history.expectWakeUp(profileId, name, owner),
    openInvocation: (id) => invocations.reopen(id),
  };
}
