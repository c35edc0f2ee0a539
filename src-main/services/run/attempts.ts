import { AppError, isAppError } from '../../core/ground/error';
import type { InvocationId } from '../../core/ground/ids';
import type { InvocationState } from '../../core/run/invocation';
import type { ByteSource, Clock, Logger } from '../../core/ground/ports';
import type { OscarClient, RunProgress } from '../../core/run/ports';
import type { ResultStore, StoredAnswer } from '../../core/answer/ports';
import type { SettingsStore } from '../../core/app/ports';
import { limitsOfRun, type AnswerLimits } from '../../core/run/limits';
import { mayHaveRun, mayNeedNewToken, nextAttempt } from '../../core/run/retry';
import type { ClusterServices, OpenService } from '../service/cluster-services';

const connectLimitMs = 10_000;
const stallLimitMs = 60_000;

/** What attempts work with. */
export interface AttemptsParts {
  readonly client: OscarClient;
  readonly services: Pick<ClusterServices, 'renewService'>;
  readonly results: Pick<ResultStore, 'prepare' | 'abandon' | 'receive'>;
  readonly settings: SettingsStore;
  readonly clock: Clock;
  readonly log: Logger;
  /** A number in [0, 1), for the jitter of waits. */
  readonly random: () => number;
}

/** The state of a run that has not ended yet. */
export type AttemptState = Exclude<
  InvocationState,
  { readonly status: 'preparing' | 'finished' | 'failed' | 'cancelled' }
>;

/** A run to attempt: one input for one service. */
export interface AttemptsRequest {
  /** Names the answer in the store, and the run in the log. */
  readonly id: InvocationId;
  readonly open: OpenService;
  readonly input: ByteSource;
  /** In the place of those in the settings. */
  readonly limits: AnswerLimits | undefined;
  readonly signal: AbortSignal;
  /** Called with every change of state, and with the number of the attempt, which is 1 for the first. */
  readonly onState: (state: AttemptState, attempt: number) => void;
}

/** Runs a service for one input until an answer is on disk, repeating it as the retry policy allows. */
export class Attempts {
  constructor(private readonly parts: AttemptsParts) {}

  /** @throws AppError of the last attempt, or `cancelled` */
  async run(request: AttemptsRequest): Promise<StoredAnswer> {
    let { open } = request;
    let mayRenew = true;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#attempt({ ...request, open }, attempt);
      } catch (error) {
        if (!isAppError(error)) throw error;
        if (mayRenew && mayNeedNewToken(error.info)) {
          mayRenew = false;
          const renewed = await this.parts.services.renewService(open);
          if (renewed) {
            open = renewed;
            continue;
          }
        }
        await this.#waitBeforeNext(request, attempt, error);
      }
    }
  }

  async #attempt(
    { id, open, input, limits: ownLimits, signal, onState }: AttemptsRequest,
    attempt: number,
  ): Promise<StoredAnswer> {
    const { client, results } = this.parts;
    const settings = await this.parts.settings.get();
    const { service, access, owner } = open;
    const limits = limitsOfRun(ownLimits, open.limits, settings);
    await results.prepare(id);
    const request = {
      access,
      serviceName: service.name,
      ...(owner !== undefined && { owner }),
      input,
      limits: {
        connectMs: connectLimitMs,
        stallMs: stallLimitMs,
        waitMs: limits.waitSeconds * 1000,
        receiveMs: limits.receiveSeconds * 1000,
      },
      signal,
      onProgress: (progress: RunProgress) => onState(stateOf(progress), attempt),
    };
    const answer = await client.run(request).catch(async (error: unknown) => {
      await results.abandon(id);
      throw error;
    });
    const { host, contentType, mirroredContentType } = answer;
    const context = { host, contentType, mirroredContentType, writesFiles: service.writesFiles };
    const body = announcingEnd(answer.body, () => onState({ status: 'decoding' }, attempt));
    return results.receive(id, body, context, limits.answerBytes, () => undefined);
  }

  /** Resolves when it is time for another attempt. @throws the error of the last attempt where no other is allowed */
  async #waitBeforeNext({ id, signal, onState }: AttemptsRequest, attempt: number, error: AppError): Promise<void> {
    const { retriesEnabled } = await this.parts.settings.get();
    const next = retriesEnabled
      ? nextAttempt({ attempt, error: error.info, random: this.parts.random() })
      : { retry: false as const };
    // The user stopped it at the moment it failed. The error tells whether the service may still be running.
    if (signal.aborted) throw new AppError({ code: 'cancelled', clusterMayContinue: mayHaveRun(error.info) });
    if (!next.retry) throw error;
    const { clock, log } = this.parts;
    const { waitMs } = next;
    log.info('invocation is tried again', { id, attempt, reason: error.info.code, waitMs });
    onState({ status: 'retrying', waitMs, reason: error.info }, attempt);
    try {
      await clock.wait(waitMs, signal);
    } catch {
      // The only reason to end a wait early is that the user stopped waiting: nothing is at work anywhere.
      throw new AppError({ code: 'cancelled', clusterMayContinue: false });
    }
  }
}

/** The same body; its end is where decoding begins for the user. */
async function* announcingEnd(body: AsyncIterable<Uint8Array>, announce: () => void): AsyncGenerator<Uint8Array> {
  yield* body;
  announce();
}

function stateOf(progress: RunProgress): AttemptState {
  switch (progress.phase) {
    case 'connecting':
    case 'waiting':
      return { status: progress.phase };
    case 'sending':
      return { status: 'sending', sentBytes: progress.sentBytes, totalBytes: progress.totalBytes };
    case 'receiving': {
      const { receivedBytes, totalBytes } = progress;
      return { status: 'receiving', receivedBytes, ...(totalBytes !== undefined && { totalBytes }) };
    }
  }
}
