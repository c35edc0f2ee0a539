/** The form into which a sound can be converted before it is sent: mono WAV with 16,000 samples a second of 16 bits. */
export const soundForms = ['wav-16k-mono'] as const;
export type SoundForm = (typeof soundForms)[number];

/** The sample rate of a copy. */
export const soundRateHz = 16_000;
/** The longest copy. A WAV file of this length has 1.4 GB. */
export const longestSoundHours = 12;
export const wavType = 'audio/wav';

/** Whether files of a media type can hold a sound. Videos can, too. */
export function isSoundType(mediaType: string): boolean {
  return /^(?:audio|video)\//.test(mediaType) || mediaType === 'application/ogg';
}
