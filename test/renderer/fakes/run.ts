import type { Invocation, InvocationRequest, InvocationState } from '../../../src-main/core/run/invocation';
import type { InvocationId } from '../../../src-main/core/ground/ids';
import type { Result } from '../../../src-main/core/result/result';
import type { WakeUp } from '../../../src-main/core/run/wake-up';
import type { Api } from '../../../src-main/contract/ground/call';
import type { runCalls } from '../../../src-main/contract/run';
import { finishedAt, pastInvocation, result, startedAt } from '../builders';
import { FakeInput } from './input';

/** The calls about invocations under way. */
export class FakeRun extends FakeInput implements Api<typeof runCalls> {
  readonly requests: InvocationRequest[] = [];
  readonly cancelled: InvocationId[] = [];
  pastInvocation: Invocation = pastInvocation();
  wakeUp: WakeUp = { kind: 'unknown' };
  readonly opened: InvocationId[] = [];

  /** Tells the page the state of the invocation started last. */
  tell(state: InvocationState, more: Partial<Invocation> = {}): void {
    const request = this.requests.at(-1);
    const invocation: Invocation = {
      id: `invocation-${this.requests.length}`,
      profileId: 'practice',
      serviceName: request?.serviceName ?? 'grayscale',
      startedAt,
      elapsedMs: 3_000,
      stateMs: 0,
      attempt: 1,
      state,
      ...(request?.input.kind === 'file' && { inputName: 'leaf.jpg' }),
      ...more,
    };
    this.push('invocationChanged', invocation);
  }

  /** Ends the invocation started last. */
  finish(answer: Result = result()): void {
    this.tell({ status: 'finished', result: answer, finishedAt });
  }

  startInvocation = (request: InvocationRequest) => {
    this.requests.push(request);
    return this.reply('startInvocation', `invocation-${this.requests.length}`);
  };

  cancelInvocation = (id: InvocationId) => {
    this.cancelled.push(id);
    return this.reply('cancelInvocation', undefined);
  };

  openInvocation = (id: InvocationId) => {
    this.opened.push(id);
    return this.reply('openInvocation', this.pastInvocation);
  };
  expectWakeUp = () => this.reply('expectWakeUp', this.wakeUp);
}
