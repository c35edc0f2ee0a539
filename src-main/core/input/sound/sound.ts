/** What a sound can be made into before it is sent: a WAV file of one channel, of 16,000 samples a second with 16 bits. */
export const soundForms = ['wav-16k-mono'] as const;
export type SoundForm = (typeof soundForms)[number];

/** Samples a second of a copy. */
export const soundRateHz = 16_000;
/** How long a copy may be: a WAV file of this length has 1.4 GB. */
export const longestSoundHours = 12;
export const wavType = 'audio/wav';

/** Whether files of a type can hold a sound: videos have one too. */
export function isSoundType(mediaType: string): boolean {
  return /^(?:audio|video)\//.test(mediaType) || mediaType === 'application/ogg';
}
