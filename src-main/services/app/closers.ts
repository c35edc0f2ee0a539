import type { Clock, Logger } from '../../core/ground/ports';

/** Something that has to end before the program does. */
export interface Closer {
  readonly name: string;
  /** How long the program waits for it, in milliseconds: a disk or a cluster may never answer. */
  readonly limitMs: number;
  readonly close: () => Promise<unknown>;
}

/** What the closing works with. */
export interface ClosersParts {
  readonly clock: Pick<Clock, 'wait'>;
  readonly log: Pick<Logger, 'warn' | 'error'>;
}

/** Closes one after the other. One that fails or takes too long is logged, and the next is closed all the same. */
export async function closeInOrder(closers: readonly Closer[], { clock, log }: ClosersParts): Promise<void> {
  for (const { name, limitMs, close } of closers) {
    const isClosed = new AbortController();
    const tooLong = clock.wait(limitMs, isClosed.signal).then(
      () => log.warn('not closed in time', { name }),
      () => undefined,
    );
    try {
      await Promise.race([close(), tooLong]);
    } catch (error) {
      log.error(`closing: ${name}`, error);
    }
    isClosed.abort();
  }
}
