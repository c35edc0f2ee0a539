import { Notification, powerSaveBlocker, type BrowserWindow } from 'electron';
import type { BatchItemStatus } from '../core/batch/batch';
import type { BatchSummary } from '../core/batch/overview';
import { nextJointProgress, noProgress } from '../core/batch/joint-progress';
import { noticeLines, type NoticeWords } from './menu-words';

/** Whether and in which words the end of a batch is notified. */
export interface FinishedNotice {
  /** Whether the user wants a notification. */
  isWanted(): Promise<boolean>;
  words(): NoticeWords | undefined;
}

/**
 * Tells the system about lists: keeps the computer awake while any is at work, shows how far they are together in the taskbar, and
 * notifies the user once when all are done.
 */
export class BatchNotifications {
  #blocker: number | undefined;
  #progress = noProgress;

  constructor(
    private readonly window: BrowserWindow,
    private readonly notice: FinishedNotice,
  ) {}

  /** To be called with every change. @param lists all that are open */
  follow(lists: readonly BatchSummary[]): void {
    this.#progress = nextJointProgress(this.#progress, lists);
    const { ratio, isHeldUp, finished } = this.#progress;
    if (ratio !== undefined) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension');
    else if (this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker);
      this.#blocker = undefined;
    }
    if (!this.window.isDestroyed()) this.window.setProgressBar(ratio ?? -1, { mode: isHeldUp ? 'paused' : 'normal' });
    if (finished.length > 0) void this.#notifyFinished(finished);
  }

  /** Shows no notification while the window has the focus. */
  async #notifyFinished(lists: readonly BatchSummary[]): Promise<void> {
    const { window } = this;
    const words = this.notice.words();
    if (!words || window.isFocused() || !Notification.isSupported() || !(await this.notice.isWanted())) return;
    const sum = (status: BatchItemStatus) => lists.reduce((files, { counts }) => files + counts[status], 0);
    const counts = { done: sum('done'), skipped: sum('skipped'), 'needs-attention': sum('needs-attention') };
    const notification = new Notification({
      title: [...new Set(lists.map(({ serviceTitle, serviceName }) => serviceTitle ?? serviceName))].join(', '),
      body: noticeLines(words, counts).join('\n'),
    });
    notification.on('click', () => {
      window.show();
      window.focus();
    });
    notification.show();
  }
}
