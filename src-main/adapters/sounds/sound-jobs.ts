import type { SoundProblem } from '../../core/ground/error';
import type { CopiedSound } from '../../core/input/sound/copied-sound';

/** A sound to be converted. `to` is the path of a file that does not exist yet. */
export interface SoundJob {
  readonly path: string;
  readonly to: string;
}

/** How a job ended: with the copy, with the reason why the sound is refused, or with an error of the system. */
export type SoundJobOutcome =
  | { readonly value: CopiedSound }
  | { readonly problem: SoundProblem }
  | { readonly errno: string; readonly message: string };
