import type { SoundProblem } from '../../core/ground/error';
import type { CopiedSound } from '../../core/input/sound/copied-sound';

/** A sound to be converted. `to` is the path of a file that isn't there yet. */
export interface SoundJob {
  readonly path: string;
  readonly to: string;
}

/** What became of a job: the copy, why the sound is refused, or the system's word for what failed. */
export type SoundJobOutcome =
  | { readonly value: CopiedSound }
  | { readonly problem: SoundProblem }
  | { readonly errno: string; readonly message: string };
