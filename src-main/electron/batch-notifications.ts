import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { BatchOverview } from '../core/batch/overview';
import { isWorking } from '../core/batch/phase';
import { noticeLines, type NoticeWords } from './menu-words';

/** Whether and in which words the end of a batch is notified. */
export interface FinishedNotice {
  /** Whether the user wants a notification. */
  isWanted(): Promise<boolean>;
  words(): NoticeWords | undefined;
}

/**
 * Tells the system about a batch: keeps the computer awake while it runs, shows its progress in the taskbar, and notifies the
 * user once at its end.
 */
export class BatchNotifications {
  #blocker: number | undefined;

  constructor(
    private readonly window: BrowserWindow,
    private readonly notice: FinishedNotice,
  ) {}

  /** To be called with every change of the batch. */
  follow(batch: BatchOverview | undefined): void {
    const status = batch?.phase.status;
    const wasWorking = this.#blocker !== undefined;
    if (isWorking(status)) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = undefined;
    }
    this.#showProgress(isWorking(status) ? batch : undefined, status === 'holding');
    if (batch && wasWorking && status === 'finished') void this.#notifyFinished(batch);
  }

  #showProgress(batch: BatchOverview | undefined, isHolding: boolean): void {
    const { window } = this;
    if (window.isDestroyed()) return;
    if (!batch) return window.setProgressBar(-1);
    const { waiting, sending, working, receiving } = batch.counts;
    const left = waiting + sending + working + receiving;
    window.setProgressBar(batch.total === 0 ? 0 : 1 - left / batch.total, { mode: isHolding ? 'paused' : 'normal' });
  }

  /** Shows no notification while the window has the focus. */
  async #notifyFinished({ counts, serviceName }: BatchOverview): Promise<void> {
    const { window } = this;
    const words = this.notice.words();
    if (!words || window.isFocused() || !Notification.isSupported() || !(await this.notice.isWanted())) return;
    const notification = new Notification({ title: serviceName, body: noticeLines(words, counts).join('\n') });
    notification.on('click', () => {
      window.show();
      window.focus();
    });
    notification.show();
  }
}
