import type { Handlers } from '../../contract/ground/call';
import type { signInCalls } from '../../contract/sign-in';
import type { ProfileService } from '../../services/connection/profile-service';
import type { InstituteSignIns } from '../../services/sign-in/institute-sign-ins';

/** What the calls about sign-ins work with. */
export interface SignInHandlerParts {
  readonly institutes: InstituteSignIns;
  readonly profiles: Pick<ProfileService, 'signOut'>;
  readonly copyText: (text: string) => void;
}

/** Answers the calls about sign-ins by the pages of institutes. */
export function signInHandlers({ institutes, profiles, copyText }: SignInHandlerParts): Handlers<typeof signInCalls> {
  return {
    beginSignIn: async (subject, page, way) => institutes.begin(subject, page, way),
    openSignInPage: (id) => institutes.openPage(id),
    copySignInPage: async (id) => {
      const page = institutes.pageOf(id);
      if (page !== undefined) copyText(page);
    },
    leaveSignIn: async (id) => institutes.leave(id),
    signOut: (id) => profiles.signOut(id),
  };
}
