import * as v from 'valibot';
import type { SoundProblem } from '../core/ground/error';
import { decodedSoundSchema } from '../core/input/sound/copied-sound';

/** Channels between the hidden window that decodes sounds and the main process. */
export const soundChannels = {
  /** Begins a job. To the window, with the size of the file in bytes. */
  begin: 'sound:begin',
  /** Asks for bytes of the file, from one place to another. */
  read: 'sound:read',
  /** Hands over samples of the copy. */
  write: 'sound:write',
  /** Tells how the job ended: a `DecodingEnd`. */
  end: 'sound:end',
} as const;

const problems = ['unknown-kind', 'damaged', 'no-sound'] as const satisfies readonly SoundProblem[];

export const decodingEndSchema = v.union([
  v.strictObject({ decoded: decodedSoundSchema }),
  v.strictObject({ problem: v.picklist(problems) }),
]);
/** How decoding ended. */
export type DecodingEnd = v.InferOutput<typeof decodingEndSchema>;
/** Why a decoder can't make anything of a sound. */
export type DecodingProblem = (typeof problems)[number];
