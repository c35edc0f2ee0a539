import { exitCodeOf, exitCodes, type ExitCode } from '../core/app/exit-code';
import { isAppError } from '../core/ground/error';
import type { SignInProgress } from '../core/sign-in/progress';
import type { ProfileService } from '../services/connection/profile-service';
import type { InstituteSignIns } from '../services/sign-in/institute-sign-ins';
import type { Command } from './command-line';
import { failureLine, findProfile, unknownProfile } from './run-command';

/** A sign-in as the command line asks for it. */
export type SignInCommand = Extract<Command, { readonly kind: 'sign-in' }>;

/** What the command works with. */
export interface SignInCommandParts {
  readonly profiles: Pick<ProfileService, 'list' | 'openPractice' | 'change'>;
  readonly institutes: Pick<InstituteSignIns, 'begin' | 'leave'>;
  /** Calls a listener with all news of sign-ins. */
  readonly onSignIn: (listener: (id: string, progress: SignInProgress) => void) => void;
  /** Aborted when the caller stops the command. */
  readonly signal: AbortSignal;
  readonly say: (line: string) => void;
}

// Nothing comes back to a browser here.
const noPage = { language: 'en', done: '-', failed: '-', next: '-' } as const;

/** Signs in to a connection with a code that is typed on any device, for computers without a window. */
export async function runSignIn(command: SignInCommand, parts: SignInCommandParts): Promise<ExitCode> {
  const { profiles, institutes, say } = parts;
  const profile = await findProfile(command.profile, profiles);
  if (profile?.kind !== 'cluster') {
    say(unknownProfile(command.profile));
    return exitCodes.connection;
  }
  const { id, signIn, endpoint, trust, keeping } = profile;
  if (signIn.kind !== 'institute') {
    say(`“${profile.name}” does not sign in by the page of an institute.`);
    return exitCodes.misuse;
  }
  const { signInId, last } = await followed(parts, () =>
    institutes.begin({ endpoint, trust, institute: signIn.institute }, noPage, 'code'),
  );
  try {
    if (last === 'stopped') return exitCodes.cancelled;
    if (last.kind === 'failed') {
      say(failureLine(last.error));
      return exitCodeOf(last.error.code);
    }
    const { name, colour, allowsPlainHttp, limits } = profile;
    const fields = { name, colour, endpoint, allowsPlainHttp, signIn, trust, ...(limits && { limits }) };
    await profiles.change(id, fields, signInId, keeping === 'session' ? 'keychain' : keeping);
    say('signed in');
    return exitCodes.done;
  } catch (error) {
    if (!isAppError(error)) throw error;
    say(failureLine(error.info));
    return exitCodeOf(error.info.code);
  } finally {
    institutes.leave(signInId);
  }
}

/** Tells the user what to do, until it is over. */
async function followed({ onSignIn, signal, say }: SignInCommandParts, begin: () => string) {
  let signInId = '';
  const last = await new Promise<SignInProgress | 'stopped'>((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'));
    onSignIn((_, progress) => {
      if (progress.kind === 'code') {
        say(`Open ${progress.address} on any computer or phone, and type the code ${progress.code}`);
      }
      if (progress.kind === 'done' || progress.kind === 'failed') resolve(progress);
    });
    signInId = begin();
  });
  return { signInId, last };
}
