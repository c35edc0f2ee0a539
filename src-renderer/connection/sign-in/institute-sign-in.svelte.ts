import type { ErrorInfo } from '../../../src-main/core/ground/error';
import type { SignInId } from '../../../src-main/core/ground/ids';
import type { ReturnPage, SignInProgress, SignInSubject, SignInWay } from '../../../src-main/core/sign-in/progress';
import type { Oscar } from '../../api';

/** A sign-in by the page of an institute, from its beginning until its tokens are kept or it is left. */
export class InstituteSignInState {
  /** `undefined` until the main process knows of it. */
  id = $state<SignInId>();
  progress = $state.raw<SignInProgress>({ kind: 'asking' });

  readonly #oscar: Oscar;
  #stopFollowing: (() => void) | undefined;
  /** What came before the id of the sign-in was known here. */
  #early: { id: SignInId; progress: SignInProgress }[] = [];
  #end: ((isDone: boolean) => void) | undefined;

  constructor(
    oscar: Oscar,
    /** Whom it is for. */
    readonly subject: SignInSubject,
  ) {
    this.#oscar = oscar;
  }

  get isDone(): boolean {
    return this.progress.kind === 'done';
  }

  get error(): ErrorInfo | undefined {
    return this.progress.kind === 'failed' ? this.progress.error : undefined;
  }

  /**
   * Begins it.
   * @param page what the browser shows at the end
   * @returns whether the user has signed in; `false` after a failure and once it was left
   */
  async begin(page: ReturnPage, way: SignInWay): Promise<boolean> {
    this.leave();
    this.progress = { kind: 'asking' };
    const ended = new Promise<boolean>((resolve) => (this.#end = resolve));
    // News may come before the reply of the call.
    this.#early = [];
    this.#stopFollowing = this.#oscar.on('signInAdvanced', (news) => {
      if (this.id === undefined) this.#early.push(news);
      else if (news.id === this.id) this.#advance(news.progress);
    });
    const reply = await this.#oscar.beginSignIn(this.subject, page, way);
    if (!reply.ok) this.#advance({ kind: 'failed', error: reply.error });
    else {
      this.id = reply.value;
      for (const news of this.#early) if (news.id === this.id) this.#advance(news.progress);
    }
    return ended;
  }

  /** Opens the page in the browser once more. */
  async openPage(): Promise<void> {
    if (this.id !== undefined) await this.#oscar.openSignInPage(this.id);
  }

  /** Copies the address of the page. */
  async copyPage(): Promise<void> {
    if (this.id !== undefined) await this.#oscar.copySignInPage(this.id);
  }

  /** Leaves it, with its tokens; does nothing if there is none. */
  leave(): void {
    this.#stopFollowing?.();
    this.#end?.(false);
    if (this.id !== undefined) void this.#oscar.leaveSignIn(this.id);
    this.id = undefined;
  }

  #advance(progress: SignInProgress): void {
    this.progress = progress;
    if (progress.kind === 'done' || progress.kind === 'failed') {
      this.#stopFollowing?.();
      this.#end?.(progress.kind === 'done');
    }
  }
}
