import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  hasMixedCharacters,
  isJsonScalar,
  looksLikeWords,
  mayBeginWords,
  mayBecomeJsonScalar,
  readOpening,
} from '../../../../src-main/core/answer/base64-text';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');

describe('JSON scalars in base64', () => {
  it.each(['1234', '0', '12e3', '1E+5', '10000000', 'true', 'null', 'Infinity'])('%s is one', (text) => {
    expect(isJsonScalar(text)).toBe(true);
  });

  it.each(['', '0123', 'True', '12==', 'e123', '12e', '1+23', 'NaNN', '12\n34', 'Infinit'])('%j is none', (text) => {
    expect(isJsonScalar(text)).toBe(false);
  });

  it.each(['1', '1234', '12e', '12E+', '12e34'])('%s may become a number', (text) => {
    expect(mayBecomeJsonScalar(text)).toBe(true);
  });

  it.each(['01', 'A', '12ef', 'true'])('%s will not', (text) => {
    expect(mayBecomeJsonScalar(text)).toBe(false);
  });
});

describe('words in base64', () => {
  it.each(['test', 'Done', 'DONE', 'cowsay1234567890', 'HelloWorld12', '12345678', 'd41d8cd98f00b204', 'ACGTACGT'])(
    '%s reads as words',
    (text) => {
      expect(looksLikeWords(text)).toBe(true);
    },
  );

  it.each(['', 'aGVsbG8=', 'aGkh', 'YWJj', 'Zm9v', 'iVBORw0KGgo', 'eAo='])('%s does not', (text) => {
    expect(looksLikeWords(text)).toBe(false);
  });

  it('knows mixed characters', () => {
    expect(hasMixedCharacters('aB3')).toBe(true);
    expect(hasMixedCharacters('ab3')).toBe(false);
  });

  it('know from any beginning that it may go on to be words', () => {
    const word = fc.stringMatching(/^(?:[A-Z][a-z]{2,6}|[a-z]{1,6}|[A-Z]{1,6}|\d{1,3})$/);
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 8 }), fc.nat(60), (words, cut) => {
        const text = words.join('');
        fc.pre(looksLikeWords(text));
        expect(mayBeginWords(text.slice(0, 1 + (cut % text.length)))).toBe(true);
      }),
    );
    expect(mayBeginWords('iVBORw0KGgo')).toBe(false);
  });
});

describe('what stands in front of base64', () => {
  it.each([
    ['aGk=', { encoding: 'base64', length: 0, isQuoted: false }],
    ['\u00ef\u00bb\u00bfaGk=', { encoding: 'base64', length: 3, isQuoted: false }],
    [' \n"aGk="', { encoding: 'json-string-base64', length: 3, isQuoted: true }],
    ['data:image/PNG;base64,aGk=', { encoding: 'data-uri', length: 22, isQuoted: false, declaredType: 'image/png' }],
    ['data:;base64,aGk=', { encoding: 'data-uri', length: 13, isQuoted: false }],
    [
      '"data:text/csv;charset=utf-8;base64,',
      { encoding: 'data-uri', length: 36, isQuoted: true, declaredType: 'text/csv' },
    ],
    ['data:text/plain,a%20b', { encoding: 'base64', length: 0, isQuoted: false }],
    ['datafile', { encoding: 'base64', length: 0, isQuoted: false }],
  ])('%j', (text, opening) => {
    expect(readOpening(bytesOf(text))).toEqual(opening);
  });
});
