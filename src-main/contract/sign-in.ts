import * as v from 'valibot';
import { profileFieldsSchema } from '../core/connection/profile';
import type { ProfileId, SignInId } from '../core/ground/ids';
import { instituteSchema } from '../core/sign-in/institute';
import {
  returnPageSchema,
  type ReturnPage,
  type SignInProgress,
  type SignInSubject,
  type SignInWay,
} from '../core/sign-in/progress';
import { id } from './ground/arguments';
import { call } from './ground/call';

const { endpoint, trust } = profileFieldsSchema.entries;

/** What the page can ask of sign-ins by the pages of institutes. Their tokens never come to it: it knows a sign-in by its id. */
export const signInCalls = {
  /** Begins one and answers its id, which serves as the secret of a connection once it is done. */
  beginSignIn: call<(subject: SignInSubject, page: ReturnPage, way: SignInWay) => SignInId>(
    v.strictObject({ endpoint, trust, institute: instituteSchema }),
    returnPageSchema,
    v.picklist(['browser', 'code']),
  ),
  /** Opens the institute's page in the browser once more. */
  openSignInPage: call<(signInId: SignInId) => void>(id),
  /** Copies the address of the institute's page, for another browser. */
  copySignInPage: call<(signInId: SignInId) => void>(id),
  /** Ends one and forgets its tokens. */
  leaveSignIn: call<(signInId: SignInId) => void>(id),
  /** Ends the sign-in of a connection at its institute, and removes what is kept of it. */
  signOut: call<(profileId: ProfileId) => void>(id),
};

/** What the main process tells the page of sign-ins. */
export interface SignInEvents {
  signInAdvanced: { readonly id: SignInId; readonly progress: SignInProgress };
}
