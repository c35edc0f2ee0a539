import * as v from 'valibot';
import type { InvocationId, ProfileId } from '../core/ground/ids';
import { preparationSchema } from '../core/input/preparation';
import type { Invocation, InvocationRequest } from '../core/run/invocation';
import { answerLimitsSchema } from '../core/run/limits';
import type { WakeUp } from '../core/run/wake-up';
import { id, name } from './ground/arguments';
import { call } from './ground/call';

const text = v.pipe(v.string(), v.maxLength(64 * 1024 ** 2));
const input = v.variant('kind', [
  v.strictObject({ kind: v.literal('file'), fileId: id, preparation: v.exactOptional(preparationSchema) }),
  v.strictObject({ kind: v.literal('text'), text }),
  v.strictObject({ kind: v.literal('json'), text }),
]);
/** A request to run a service once, or to run it as a background job. */
export const request = v.strictObject({
  profileId: name,
  serviceName: name,
  owner: v.exactOptional(name),
  input,
  limits: v.exactOptional(answerLimitsSchema),
});

/** What the page can ask of invocations under way. */
export const runCalls = {
  startInvocation: call<(request: InvocationRequest) => InvocationId>(request),
  cancelInvocation: call<(id: InvocationId) => void>(id),
  /** How long the first answer of a service that sleeps usually takes, learned from earlier runs. */
  expectWakeUp: call<(profileId: ProfileId, serviceName: string, owner: string | undefined) => WakeUp>(
    name,
    name,
    v.optional(name),
  ),
  /** An invocation with its outcome, also of an earlier start. */
  openInvocation: call<(id: InvocationId) => Invocation>(id),
};

/** What the main process tells the page of invocations under way. */
export interface RunEvents {
  invocationChanged: Invocation;
}
