/** First, second and third formant, in Hz. */
export type Formants = readonly [f1: number, f2: number, f3: number];

/** A band of noise that a narrow place in the mouth makes. */
export interface NoiseBand {
  readonly hz: number;
  readonly widthHz: number;
  /** Loudness, where 1 is about as loud as a vowel. */
  readonly level: number;
}

/**
 * One phase of a sound during which the mouth aims at one position: a vowel has one, a diphthong two, and a stop has its
 * closure, its burst and, without voice, a puff of breath.
 */
export interface Phase {
  /** Part of the sound's duration; the parts of a sound add up to 1. */
  readonly part: number;
  /** Absent where the mouth is on its way to the sound that follows, as in `h`. */
  readonly formants?: Formants;
  readonly bandwidths: Formants;
  /**
   * Of two neighbours, the one of higher rank decides how the mouth moves between them: vowels yield to glides, and
   * glides to closures.
   */
  readonly rank: number;
  /** How far the formants at the border lean towards the neighbour's, 0 to 1. */
  readonly lean: Formants;
  /** How long it draws the neighbour's formants, and its own, away from their aims, in ms. */
  readonly outerMs: number;
  readonly innerMs: number;
  /** Loudness of voice and of breath in the throat, 0 to 1. */
  readonly voice: number;
  readonly breath: number;
  readonly noise: readonly NoiseBand[];
  /** Whether the band of noise follows the second formant, as behind the tongue's back. */
  readonly noiseFollowsF2: boolean;
  /** Whether the way through the nose is open. */
  readonly isNasal: boolean;
  /** How long the loudness takes to come up at its start, in ms. */
  readonly attackMs: number;
}

/** A speech sound of American English. */
export interface Phoneme {
  readonly isVowel: boolean;
  readonly isVoiced: boolean;
  readonly manner: 'vowel' | 'glide' | 'nasal' | 'stop' | 'fricative';
  /** Duration in a stressed syllable, and the shortest in which it can be made, in ms. */
  readonly durationMs: number;
  readonly minimumMs: number;
  readonly phases: readonly Phase[];
}

const vowelBandwidths: Formants = [85, 110, 170];
const still: Omit<Phase, 'part' | 'rank'> = {
  bandwidths: vowelBandwidths,
  lean: [0.5, 0.5, 0.5],
  outerMs: 50,
  innerMs: 50,
  voice: 0,
  breath: 0,
  noise: [],
  noiseFollowsF2: false,
  isNasal: false,
  attackMs: 20,
};

function vowel(durationMs: number, minimumMs: number, ...aims: readonly Formants[]): Phoneme {
  const phases = aims.map((formants, index): Phase => {
    const part = aims.length === 1 ? 1 : index === 0 ? 0.55 : 0.45;
    const glideMs = aims.length === 1 ? 45 : 90;
    return {
      ...still,
      part,
      rank: 1,
      formants,
      outerMs: glideMs,
      innerMs: glideMs,
      voice: 1,
    };
  });
  return { isVowel: true, isVoiced: true, manner: 'vowel', durationMs, minimumMs, phases };
}

function glide(
  durationMs: number,
  minimumMs: number,
  formants: Formants,
  voice: number,
  lean: Formants,
  outerMs: number,
): Phoneme {
  const bandwidths: Formants = [80, 110, 160];
  return {
    isVowel: false,
    isVoiced: true,
    manner: 'glide',
    durationMs,
    minimumMs,
    phases: [{ ...still, part: 1, rank: 4, formants, bandwidths, lean, outerMs, innerMs: 25, voice, attackMs: 30 }],
  };
}

function nasal(durationMs: number, minimumMs: number, formants: Formants, lean: Formants): Phoneme {
  const bandwidths: Formants = [90, 250, 250];
  return {
    isVowel: false,
    isVoiced: true,
    manner: 'nasal',
    durationMs,
    minimumMs,
    phases: [
      {
        ...still,
        part: 1,
        rank: 6,
        formants,
        bandwidths,
        lean,
        outerMs: 68,
        innerMs: 5,
        voice: 0.7,
        isNasal: true,
        attackMs: 10,
      },
    ],
  };
}

function fricative(
  durationMs: number,
  minimumMs: number,
  formants: Formants,
  noise: readonly NoiseBand[],
  voice = 0,
): Phoneme {
  return {
    isVowel: false,
    isVoiced: voice > 0,
    manner: 'fricative',
    durationMs,
    minimumMs,
    phases: [
      {
        ...still,
        part: 1,
        rank: 5,
        formants,
        bandwidths: [120, 130, 180],
        lean: [0.3, 0.4, 0.4],
        outerMs: 45,
        innerMs: 20,
        voice,
        noise,
        attackMs: 25,
      },
    ],
  };
}

interface Release {
  readonly noise: readonly NoiseBand[];
  readonly noiseFollowsF2?: boolean;
  readonly lean: Formants;
}

function stop(
  durationMs: number,
  minimumMs: number,
  formants: Formants,
  isVoiced: boolean,
  { noise, noiseFollowsF2 = false, lean }: Release,
): Phoneme {
  const closed = { ...still, rank: 8, formants, lean, outerMs: 50, innerMs: 5, noiseFollowsF2 };
  const bandwidths: Formants = [110, 120, 180];
  const closure: Phase = {
    ...closed,
    part: isVoiced ? 0.84 : 0.43,
    bandwidths,
    voice: isVoiced ? 0.16 : 0,
    attackMs: 12,
  };
  const burst: Phase = {
    ...closed,
    part: isVoiced ? 0.16 : 0.12,
    bandwidths,
    voice: isVoiced ? 0.25 : 0,
    noise,
    attackMs: 2,
  };
  const puff: Phase = {
    ...still,
    part: 0.45,
    rank: 1,
    breath: 0.8,
    bandwidths: [250, 140, 180],
    noise: noise.map((band) => ({ ...band, level: band.level * 0.15 })),
    noiseFollowsF2,
    attackMs: 6,
  };
  return {
    isVowel: false,
    isVoiced,
    manner: 'stop',
    durationMs,
    minimumMs,
    phases: isVoiced ? [closure, burst] : [closure, burst, puff],
  };
}

function affricate(isVoiced: boolean): Phoneme {
  const formants: Formants = [220, 1850, 2550];
  const common = { ...still, rank: 8, formants, lean: [0.3, 0.35, 0.4] as const, innerMs: 5 };
  return {
    isVowel: false,
    isVoiced,
    manner: 'stop',
    durationMs: isVoiced ? 110 : 140,
    minimumMs: isVoiced ? 80 : 100,
    phases: [
      { ...common, part: 0.45, voice: isVoiced ? 0.16 : 0, attackMs: 12 },
      { ...common, part: 0.55, voice: isVoiced ? 0.25 : 0, noise: louder(hushing, isVoiced ? 0.7 : 1), attackMs: 4 },
    ],
  };
}

function louder(noise: readonly NoiseBand[], factor: number): readonly NoiseBand[] {
  return noise.map((band) => ({ ...band, level: band.level * factor }));
}

const hissing: readonly NoiseBand[] = [
  { hz: 5000, widthHz: 900, level: 0.22 },
  { hz: 7200, widthHz: 1500, level: 0.25 },
];
const hushing: readonly NoiseBand[] = [
  { hz: 2600, widthHz: 350, level: 0.5 },
  { hz: 4200, widthHz: 1300, level: 0.25 },
];
const labial: readonly NoiseBand[] = [
  { hz: 1500, widthHz: 1500, level: 0.045 },
  { hz: 7500, widthHz: 3500, level: 0.09 },
];
const dental: readonly NoiseBand[] = [
  { hz: 1700, widthHz: 1000, level: 0.02 },
  { hz: 6500, widthHz: 3000, level: 0.05 },
];

const lips: Release = {
  noise: [{ hz: 900, widthHz: 900, level: 0.18 }],
  lean: [0.3, 0.5, 0.6],
};
const tongueTip: Release = {
  noise: [
    { hz: 3800, widthHz: 900, level: 0.3 },
    { hz: 5500, widthHz: 1600, level: 0.25 },
  ],
  lean: [0.3, 0.3, 0.4],
};
const tongueBack: Release = {
  noise: [{ hz: 2000, widthHz: 350, level: 0.5 }],
  noiseFollowsF2: true,
  lean: [0.3, 0.75, 0.5],
};

/**
 * The sounds of American English in a man's voice, by their IPA symbols. Formants of vowels follow the averages of
 * Peterson and Barney (1952), aims of consonants the loci of Delattre, Liberman and Cooper (1955), and durations Klatt
 * (1979). Levels and the timing of stops were tuned until a speech recogniser understood most of what was spoken.
 */
export const phonemes: ReadonlyMap<string, Phoneme> = new Map([
  ['i', vowel(155, 60, [280, 2250, 2950])],
  ['ɪ', vowel(130, 45, [395, 1980, 2550])],
  ['ɛ', vowel(145, 65, [540, 1830, 2480])],
  ['æ', vowel(190, 80, [670, 1730, 2420])],
  ['ɑ', vowel(190, 90, [730, 1100, 2450])],
  ['ɔ', vowel(190, 90, [580, 860, 2420])],
  ['ʊ', vowel(145, 60, [440, 1040, 2240])],
  ['u', vowel(170, 70, [310, 900, 2240])],
  ['ʌ', vowel(140, 60, [630, 1200, 2400])],
  ['ə', vowel(95, 45, [510, 1350, 2400])],
  ['ɝ', vowel(170, 75, [480, 1330, 1690])],
  ['eɪ', vowel(180, 80, [480, 1950, 2500], [330, 2250, 2750])],
  ['oʊ', vowel(180, 80, [520, 950, 2400], [370, 820, 2300])],
  ['aɪ', vowel(215, 110, [720, 1200, 2500], [400, 2000, 2600])],
  ['aʊ', vowel(220, 110, [720, 1260, 2500], [420, 950, 2350])],
  ['ɔɪ', vowel(240, 130, [550, 850, 2400], [380, 1950, 2500])],

  ['j', glide(75, 45, [270, 2250, 2950], 0.75, [0.2, 0.15, 0.2], 75)],
  ['w', glide(75, 50, [300, 640, 2250], 0.75, [0.2, 0.15, 0.4], 75)],
  ['ɹ', glide(75, 45, [330, 1100, 1550], 0.8, [0.2, 0.25, 0.15], 80)],
  ['l', glide(75, 45, [350, 1080, 2650], 0.75, [0.2, 0.3, 0.4], 55)],

  ['m', nasal(70, 55, [480, 1100, 2200], [0.4, 0.35, 0.5])],
  ['n', nasal(65, 50, [480, 1650, 2550], [0.4, 0.3, 0.4])],
  ['ŋ', nasal(80, 60, [480, 2000, 2300], [0.4, 0.5, 0.4])],

  ['f', fricative(105, 75, [340, 1100, 2150], labial)],
  ['v', fricative(65, 45, [250, 1100, 2150], louder(labial, 0.6), 0.45)],
  ['θ', fricative(95, 65, [340, 1350, 2550], dental)],
  ['ð', fricative(55, 35, [270, 1350, 2550], louder(dental, 0.6), 0.5)],
  ['s', fricative(110, 65, [320, 1650, 2600], hissing)],
  ['z', fricative(80, 45, [250, 1650, 2600], louder(hissing, 0.5), 0.4)],
  ['ʃ', fricative(115, 80, [320, 1850, 2500], hushing)],
  ['ʒ', fricative(75, 50, [260, 1850, 2500], louder(hushing, 0.5), 0.4)],
  [
    'h',
    {
      isVowel: false,
      isVoiced: false,
      manner: 'fricative',
      durationMs: 75,
      minimumMs: 45,
      phases: [{ ...still, part: 1, rank: 0, breath: 0.6, voice: 0.05, bandwidths: [250, 140, 180], attackMs: 25 }],
    },
  ],

  ['p', stop(130, 85, [230, 850, 2150], false, lips)],
  ['b', stop(85, 60, [200, 850, 2150], true, lips)],
  ['t', stop(125, 80, [230, 1780, 2700], false, tongueTip)],
  ['d', stop(75, 50, [200, 1780, 2700], true, tongueTip)],
  ['k', stop(130, 90, [230, 1950, 2200], false, tongueBack)],
  ['ɡ', stop(85, 60, [200, 1950, 2200], true, tongueBack)],
  ['tʃ', affricate(false)],
  ['dʒ', affricate(true)],
]);
