import type { signInCalls } from '../../../src-main/contract/sign-in';
import type { Api } from '../../../src-main/contract/ground/call';
import type { SignInId, ProfileId } from '../../../src-main/core/ground/ids';
import type { SignInProgress, SignInSubject, SignInWay } from '../../../src-main/core/sign-in/progress';
import { FakeConnection } from './connection';

/** The calls about sign-ins by the pages of institutes. */
export class FakeSignIn extends FakeConnection implements Api<typeof signInCalls> {
  readonly begun: { readonly subject: SignInSubject; readonly way: SignInWay }[] = [];
  readonly left: SignInId[] = [];
  readonly signedOut: ProfileId[] = [];
  /** What was done with pages in the browser, in order. */
  readonly pages: string[] = [];

  /** Tells the page how far the sign-in is that was begun last. */
  advanceSignIn(progress: SignInProgress): void {
    this.push('signInAdvanced', { id: `sign-in ${this.begun.length}`, progress });
  }

  beginSignIn = (subject: SignInSubject, _page: unknown, way: SignInWay) => {
    this.begun.push({ subject, way });
    return this.reply('beginSignIn', `sign-in ${this.begun.length}`);
  };

  openSignInPage = (id: SignInId) => {
    this.pages.push(`opened ${id}`);
    return this.reply('openSignInPage', undefined);
  };

  copySignInPage = (id: SignInId) => {
    this.pages.push(`copied ${id}`);
    return this.reply('copySignInPage', undefined);
  };

  leaveSignIn = (id: SignInId) => {
    this.left.push(id);
    return this.reply('leaveSignIn', undefined);
  };

  signOut = (id: ProfileId) => {
    this.signedOut.push(id);
    return this.reply('signOut', undefined);
  };
}
