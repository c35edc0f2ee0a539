import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pronounce } from '../../../../src-main/practice/voice/pronunciation';

const soundsOf = (text: string) =>
  pronounce(text).map(({ words }) =>
    words.map(({ sounds }) => sounds.map(({ symbol }) => symbol).join(' ')).join(' | '),
  );

describe('pronounce', () => {
  it.each([
    ['leaf', 'l i f'],
    ['churches', 'tʃ ɝ tʃ ə z'],
    ['photosynthesis', 'f oʊ t oʊ s ɪ n θ ə s ɪ s'],
    ['noise', 'n ɔɪ z'],
    ['Judge', 'dʒ ʌ dʒ'],
    ['the lazy dog', 'ð ə | l eɪ z i | d ɑ ɡ'],
    ['23', 't w ɛ n t i | θ ɹ i'],
    ['you & me', 'j u | ə n d | m i'],
  ])('reads %s', (text, sounds) => {
    expect(soundsOf(text)).toEqual([sounds]);
  });

  it.each([
    ['1,234,567', '1234567'],
    ['café', 'cafe'],
    ['don’t', "don't"],
  ])('reads %s like %s', (text, plain) => {
    expect(soundsOf(text)).toEqual(soundsOf(plain));
  });

  it('parts clauses at punctuation and hears how they end', () => {
    const cadences = pronounce('Well, it works. Does it? Yes!').map(({ cadence }) => cadence);
    expect(cadences).toEqual(['continuing', 'final', 'question', 'final']);
  });

  it('ends a text without punctuation like a sentence', () => {
    expect(pronounce('no mark').map(({ cadence }) => cadence)).toEqual(['final']);
  });

  it('stresses one vowel of a long word, and the vowel of a short one', () => {
    const [clause] = pronounce('banana tree');
    const stressed = clause?.words.map(({ sounds }) =>
      sounds.filter(({ stress }) => stress === 'primary').map(({ symbol }) => symbol),
    );
    expect(stressed).toEqual([['æ'], ['i']]);
  });

  it('lifts the melody for words that carry meaning', () => {
    const [clause] = pronounce('the leaf of a tree');
    expect(clause?.words.map(({ isAccented }) => isAccented)).toEqual([false, true, false, false, true]);
  });

  it.each(['', '...', '你好', '😀 – 🎉', '*** ---'])('has nothing to say for "%s"', (text) => {
    expect(pronounce(text)).toEqual([]);
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        for (const { words } of pronounce(text)) {
          expect(words.length).toBeGreaterThan(0);
          for (const { sounds } of words) expect(sounds.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
