import type { QrModules } from '../../core/connection/hand-out';
import { isAppError, type ErrorInfo } from '../../core/ground/error';
import type { Clock, Logger } from '../../core/ground/ports';
import type { GrantedTokens, ReturnPage, SignInProgress, SignInSubject, SignInWay } from '../../core/sign-in/progress';
import type { InstituteAddress, InstituteIssuers, ReturnPlace } from '../../core/sign-in/ports';
import { issuerTrust } from '../connection/sign-in-service';

/** The longest time in which a user can sign in, in milliseconds. */
const longestMs = 10 * 60_000;

/** What sign-ins by the pages of institutes work with. */
export interface InstituteSignInParts {
  readonly issuers: InstituteIssuers;
  /** @param fixed addresses that the institute registered; `undefined` where none of their ports is free */
  readonly openReturnPlace: (
    page: ReturnPage,
    fixed: readonly string[] | undefined,
  ) => Promise<ReturnPlace | undefined>;
  /** Opens a page in the user's browser. */
  readonly openPage: (page: URL) => Promise<void>;
  readonly qr: (text: string) => QrModules;
  readonly clock: Pick<Clock, 'now' | 'wait'>;
  readonly log: Logger;
  readonly newId: () => string;
  readonly onAdvance: (id: string, progress: SignInProgress) => void;
}

/**
 * Sign-ins by the pages of institutes, each from its beginning until its tokens were taken. The tokens stay here, in memory; the window
 * knows a sign-in by its id alone.
 */
export class InstituteSignIns {
  readonly #open = new Map<string, OpenSignIn>();

  constructor(private readonly parts: InstituteSignInParts) {}

  /**
   * Begins one, and tells of it by `onAdvance`. It fails there, never here.
   * @param way `code` where the user has no browser on this computer; else as the institute wants it
   */
  begin(subject: SignInSubject, page: ReturnPage, way: SignInWay): string {
    const id = this.parts.newId();
    const open = new OpenSignIn(this.parts, subject, page, way, (progress) => {
      // Of one that was left nobody wants to hear.
      if (this.#open.get(id) === open) this.parts.onAdvance(id, progress);
    });
    this.#open.set(id, open);
    void open.run();
    return id;
  }

  /** Opens the page in the browser once more; does nothing where there is none. */
  async openPage(id: string): Promise<void> {
    await this.#open.get(id)?.openInBrowser();
  }

  /** The address of the page, for another browser. */
  pageOf(id: string): string | undefined {
    return this.#open.get(id)?.page?.href;
  }

  /** Ends one, whatever it is doing, and forgets its tokens. */
  leave(id: string): void {
    this.#open.get(id)?.stop();
    this.#open.delete(id);
  }

  /** The tokens of one that is done. */
  granted(id: string): GrantedTokens | undefined {
    return this.#open.get(id)?.granted;
  }

  /** Ends all, for the end of the program. */
  leaveAll(): void {
    for (const id of [...this.#open.keys()]) this.leave(id);
  }
}

/** A sign-in under way. */
class OpenSignIn {
  page: URL | undefined;
  granted: GrantedTokens | undefined;
  readonly #leaving = new AbortController();

  constructor(
    private readonly parts: InstituteSignInParts,
    private readonly subject: SignInSubject,
    private readonly returnPage: ReturnPage,
    private readonly way: SignInWay,
    private readonly tell: (progress: SignInProgress) => void,
  ) {}

  stop(): void {
    this.#leaving.abort(new DOMException('The sign-in was left', 'AbortError'));
  }

  /** @returns whether there is a page, and a browser that opened it */
  async openInBrowser(): Promise<boolean> {
    if (!this.page) return false;
    try {
      await this.parts.openPage(this.page);
      return true;
    } catch (error) {
      // The user can still take its address elsewhere.
      this.parts.log.warn('opening a page in the browser', { cause: error });
      return false;
    }
  }

  async run(): Promise<void> {
    const { institute } = this.subject;
    const at: InstituteAddress = { institute, trust: issuerTrust(this.subject, institute.issuer) };
    this.tell({ kind: 'asking' });
    try {
      this.granted = await this.#inTime((signal) => this.#signIn(at, signal));
      this.parts.log.info('signed in by the page of an institute', { issuer: institute.issuer });
      this.tell({ kind: 'done' });
    } catch (error) {
      if (this.#leaving.signal.aborted) return;
      const info: ErrorInfo = isAppError(error)
        ? error.info
        : { code: 'internal', reference: this.parts.log.error('signing in by the page of an institute', error) };
      this.tell({ kind: 'failed', error: info });
    }
  }

  /** @throws AppError `sign-in-refused` after the longest time */
  async #inTime(action: (signal: AbortSignal) => Promise<GrantedTokens>): Promise<GrantedTokens> {
    const done = new AbortController();
    const { signal } = this.#leaving;
    let isLate = false;
    const ending = this.parts.clock.wait(longestMs, done.signal).then(
      () => {
        isLate = true;
        this.stop();
      },
      () => undefined,
    );
    try {
      return await action(signal);
    } catch (error) {
      if (!isLate) throw error;
      const { issuer } = this.subject.institute;
      this.tell({ kind: 'failed', error: { code: 'sign-in-refused', issuer, reason: 'late', text: '' } });
      throw error;
    } finally {
      done.abort();
      await ending;
    }
  }

  async #signIn(at: InstituteAddress, signal: AbortSignal): Promise<GrantedTokens> {
    const { redirect } = at.institute;
    if (this.way === 'code' || redirect === 'device') return this.#byCode(at, signal);
    const place = await this.parts.openReturnPlace(this.returnPage, redirect);
    // Other programs have all of the ports that the institute knows.
    if (!place) return this.#byCode(at, signal);
    let hasWorked = false;
    try {
      const asked = await this.parts.issuers.authorization(at, place.address);
      signal.throwIfAborted();
      this.page = asked.page;
      this.tell({ kind: 'browser', isOpen: await this.openInBrowser() });
      const returned = await place.returned(asked.state, signal);
      this.page = undefined;
      this.tell({ kind: 'finishing' });
      const granted = await asked.finish(returned, signal);
      hasWorked = true;
      return granted;
    } finally {
      await place.answer(hasWorked);
    }
  }

  async #byCode(at: InstituteAddress, signal: AbortSignal): Promise<GrantedTokens> {
    const {
      code,
      address,
      completeAddress = address,
      expiresInSeconds,
      finish,
    } = await this.parts.issuers.deviceCode(at);
    signal.throwIfAborted();
    const endsAt = new Date(Date.parse(this.parts.clock.now()) + expiresInSeconds * 1000).toISOString();
    this.tell({ kind: 'code', code, address, qr: this.parts.qr(completeAddress), endsAt });
    return finish(signal);
  }
}
