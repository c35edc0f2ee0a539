import { describe, expect, it } from 'vitest';
import { guessDelimiter } from '../../../../../src-main/core/input/table/separator';

describe('guessDelimiter', () => {
  it.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n1,5;2,5\n3,5;4\n', ';'],
    ['a\tb, c\n1\t2\n', '\t'],
    ['a|b|c\n1|2|3', '|'],
    ['"x;y",b\n"p;q",d\n', ','],
    ['name,note\nleaf,"a;b\n', ','],
    ['alone\nwords\n', ','],
    ['', ','],
  ])('of %j is %j', (text, delimiter) => {
    expect(guessDelimiter(text)).toBe(delimiter);
  });
});
