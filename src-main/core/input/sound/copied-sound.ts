import * as v from 'valibot';

const seconds = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What the decoder knows of a sound once it has read it. */
export const decodedSoundSchema = v.object({
  /** Of the sound itself. */
  original: v.object({
    rateHz: v.pipe(v.number(), v.finite(), v.minValue(1)),
    channels: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(256)),
  }),
  /** How much less there was than the file says; absent where nothing is missing. */
  missingSeconds: v.exactOptional(seconds),
});
export type DecodedSound = v.InferOutput<typeof decodedSoundSchema>;

/** A copy as it was made. */
export const copiedSoundSchema = v.object({ ...decodedSoundSchema.entries, durationSeconds: seconds });
export type CopiedSound = v.InferOutput<typeof copiedSoundSchema>;
