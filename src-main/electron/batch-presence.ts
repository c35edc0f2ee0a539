import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { BatchOverview } from '../core/batch-overview';

/** Shows the system that a batch is at work: keeps the computer awake, moves the bar in the taskbar, tells of the end once. */
export class BatchPresence {
  #blocker: number | undefined;

  constructor(private readonly window: () => BrowserWindow | undefined) {}

  /** To be told every change. */
  follow(batch: BatchOverview | undefined): void {
    const status = batch?.phase.status;
    const isWorking = status === 'running' || status === 'holding';
    const wasWorking = this.#blocker !== undefined;
    if (isWorking) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = undefined;
    }
    this.#showProgress(isWorking ? batch : undefined, status === 'holding');
    if (batch && wasWorking && status === 'finished') this.#tellEnd(batch);
  }

  #showProgress(batch: BatchOverview | undefined, isHolding: boolean): void {
    const window = this.window();
    if (!window || window.isDestroyed()) return;
    if (!batch) return window.setProgressBar(-1);
    const { waiting, sending, working, receiving } = batch.counts;
    const left = waiting + sending + working + receiving;
    window.setProgressBar(batch.total === 0 ? 0 : 1 - left / batch.total, { mode: isHolding ? 'paused' : 'normal' });
  }

  /** Not while the user looks at the window anyway. Numbers and signs are the same in every language. */
  #tellEnd({ counts, serviceName }: BatchOverview): void {
    const window = this.window();
    if (window?.isFocused() || !Notification.isSupported()) return;
    const attention = counts['needs-attention'];
    const body = attention === 0 ? `✓ ${counts.done}` : `✓ ${counts.done}   ! ${attention}`;
    const notification = new Notification({ title: serviceName, body });
    notification.on('click', () => {
      window?.show();
      window?.focus();
    });
    notification.show();
  }
}
