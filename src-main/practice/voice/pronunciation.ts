import { createTokenizer } from 'phonemize';
import { phonemes } from './phonemes';
import type { Phoneme } from './phonemes';

/** How much a vowel stands out of its word. */
export type Stress = 'none' | 'secondary' | 'primary';

/** One sound of a word; consonants have no stress of their own. */
export interface Sound {
  readonly symbol: string;
  readonly phoneme: Phoneme;
  readonly stress: Stress;
}

/** A word as it is spoken. */
export interface SpokenWord {
  readonly sounds: readonly Sound[];
  /** Whether the melody rises to it: words that carry meaning do, the small ones between them don't. */
  readonly isAccented: boolean;
}

/** How the melody ends: down, with more to come, or up. */
export type Cadence = 'final' | 'continuing' | 'question';

/** Words spoken in one breath. */
export interface Clause {
  readonly words: readonly SpokenWord[];
  readonly cadence: Cadence;
}

const smallWords = new Set(
  (
    'a an the and or but nor as at by for from in into of off on onto per to up with than that this these those there ' +
    'is am are was were be been being do does did has have had can could will would shall should may might must ' +
    "i me my you your he him his she her it its we us our they them their who which what if so then not it's i'm"
  ).split(' '),
);
const spokenSigns: ReadonlyMap<string, string> = new Map([
  ['&', ' and '],
  ['@', ' at '],
  ['+', ' plus '],
  ['=', ' equals '],
  ['°', ' degrees '],
  ['µ', ' micro '],
]);
const english = createTokenizer({ language: 'en' });
const symbols = [...phonemes.keys()].sort((a, b) => b.length - a.length);
const symbolPattern = new RegExp(`[ˈˌ]|${symbols.join('|')}`, 'g');
// How the library writes sounds for which there is another usual symbol.
const variants: ReadonlyMap<string, string> = new Map([
  ['ɫ', 'l'],
  ['r', 'ɹ'],
  ['g', 'ɡ'],
  ['ɚ', 'ɝ'],
  ['ɾ', 'd'],
  ['ʍ', 'w'],
]);

/**
 * The sounds of an English text, in clauses. Numbers and common abbreviations are spoken out; what has no
 * pronunciation is left out.
 */
export function pronounce(text: string): Clause[] {
  const clauses: Clause[] = [];
  let words: SpokenWord[] = [];
  for (const { word, phoneme } of english.tokenizeToTokens(speakable(text))) {
    const cadence = cadenceOf(word);
    if (cadence === undefined) {
      const sounds = soundsOf(phoneme);
      if (sounds.length > 0) words.push({ sounds, isAccented: !smallWords.has(word.toLowerCase()) });
    } else if (words.length > 0) {
      clauses.push({ words, cadence });
      words = [];
    }
  }
  if (words.length > 0) clauses.push({ words, cadence: 'final' });
  return clauses;
}

/** Text in plain letters, which is what the library knows: accents taken off, signs in words, no commas in numbers. */
function speakable(text: string): string {
  return text
    .replace(/[&@+=°µ]/g, (sign) => spokenSigns.get(sign) ?? ' ')
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/\s[-–—]+\s|[–—]/g, ', ')
    .replace(/[()[\]{}]/g, ', ')
    .replace(/\n{2,}/g, '. ')
    .replace(/[^\x20-\x7e\n]/g, ' ');
}

function cadenceOf(mark: string): Cadence | undefined {
  if (mark.startsWith('?')) return 'question';
  if (/^[.!]/.test(mark)) return 'final';
  return /^[,;:]/.test(mark) ? 'continuing' : undefined;
}

function soundsOf(ipa: string): Sound[] {
  const usual = [...ipa].map((character) => variants.get(character) ?? character).join('');
  const sounds: Sound[] = [];
  let stress: Stress = 'none';
  for (const [symbol] of usual.matchAll(symbolPattern)) {
    const phoneme = phonemes.get(symbol);
    if (phoneme) {
      sounds.push({ symbol, phoneme, stress: phoneme.isVowel ? stress : 'none' });
      if (phoneme.isVowel) stress = 'none';
    } else {
      stress = symbol === 'ˈ' ? 'primary' : 'secondary';
    }
  }
  return withStressOfShortWords(sounds);
}

/** The library marks no stress in words of one syllable. */
function withStressOfShortWords(sounds: readonly Sound[]): Sound[] {
  const vowels = sounds.filter(({ phoneme }) => phoneme.isVowel);
  return sounds.map((sound) =>
    vowels.length === 1 && sound === vowels[0] && sound.symbol !== 'ə' ? { ...sound, stress: 'primary' } : sound,
  );
}
