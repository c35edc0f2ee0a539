import * as v from 'valibot';

const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What the decoder knows about a sound after it has read it. */
export const decodedSoundSchema = v.object({
  /** The rate and the channels of the sound before it was converted. */
  original: v.object({
    rateHz: v.pipe(v.number(), v.finite(), v.minValue(1)),
    channels: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)),
  }),
  /** How much shorter the sound is than the file declares; absent if nothing is missing. */
  missingSeconds: v.exactOptional(seconds),
});
export type DecodedSound = v.InferOutput<typeof decodedSoundSchema>;

/** What is known about a finished copy. */
export const copiedSoundSchema = v.object({ ...decodedSoundSchema.entries, durationSeconds: seconds });
export type CopiedSound = v.InferOutput<typeof copiedSoundSchema>;
