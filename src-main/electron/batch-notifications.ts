import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { BatchOverview } from '../core/batch/overview';
import { isWorking } from '../core/batch/phase';
import { noticeLines, type NoticeWords } from './menu-words';

/** Where and how the end of a batch is told. */
export interface FinishedNotice {
  /** Whether the user wants to be told. */
  isWanted(): Promise<boolean>;
  words(): NoticeWords | undefined;
}

/** Shows the system that a batch is at work: keeps the computer awake, moves the bar in the taskbar, tells of the end once. */
export class BatchNotifications {
  #blocker: number | undefined;

  constructor(
    private readonly window: BrowserWindow,
    private readonly notice: FinishedNotice,
  ) {}

  /** To be told every change. */
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

  /** Not while the user looks at the window anyway. */
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
