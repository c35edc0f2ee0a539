import type { ClosingChoice } from '../../core/app/closing';
import type { BatchService } from '../batch/batch-service';

/** What the decision works with. */
export interface ClosingParts {
  readonly batches: Pick<BatchService, 'isWorking' | 'stopAll'>;
  /** Asks the user; the answer goes to `decide`. */
  readonly ask: () => void;
  readonly minimize: () => void;
  readonly quit: () => void;
}

/** Decides whether the window may close, or the program end, while a batch is at work. */
export class Closing {
  #mayPass = false;

  constructor(private readonly parts: ClosingParts) {}

  /**
   * Asks the user about a batch at work. Closing a second time while the question waits for an answer is allowed: the page that
   * has to ask may have broken down.
   * @returns whether the window has to stay
   */
  holds(): boolean {
    if (this.#mayPass || !this.parts.batches.isWorking) return false;
    this.#mayPass = true;
    this.parts.ask();
    return true;
  }

  /** Allows it without a question: a system that ends the session does not wait for an answer. */
  allow(): void {
    this.#mayPass = true;
  }

  /** Carries out the user's answer. @throws AppError as stopping a batch does */
  async decide(choice: ClosingChoice): Promise<void> {
    const { batches, minimize, quit } = this.parts;
    this.#mayPass = choice === 'pause' || choice === 'stop';
    if (choice === 'keep-working') minimize();
    if (choice === 'stop') await batches.stopAll();
    if (this.#mayPass) quit();
  }
}
