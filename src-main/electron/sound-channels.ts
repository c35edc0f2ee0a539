import * as v from 'valibot';
import type { SoundProblem } from '../core/ground/error';
import { decodedSoundSchema } from '../core/input/sound/copied-sound';

/** Channels between the hidden window that decodes sounds and the main process. */
export const soundChannels = {
  /** To the window: begins a job. Its argument is the size of the file in bytes. */
  begin: 'sound:begin',
  /** To the main process: asks for the bytes of the file from one offset to another. */
  read: 'sound:read',
  /** To the main process: sends samples of the copy. */
  write: 'sound:write',
  /** To the main process: tells how the job ended, as a `DecodingEnd`. */
  end: 'sound:end',
} as const;

const problems = ['unknown-kind', 'damaged', 'no-sound'] as const satisfies readonly SoundProblem[];

export const decodingEndSchema = v.union([
  v.strictObject({ decoded: decodedSoundSchema }),
  v.strictObject({ problem: v.picklist(problems) }),
]);
/** How decoding ended. */
export type DecodingEnd = v.InferOutput<typeof decodingEndSchema>;
/** Why the decoder can't convert a sound. */
export type DecodingProblem = (typeof problems)[number];
