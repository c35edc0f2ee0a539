import { describe, expect, it } from 'vitest';
import { cowsay } from '../../../../src-main/practice/services/cowsay';
import { CallingPictures } from '../../../fixtures/calling-pictures';

const sayingOf = async (input: string) => (await cowsay.run(Buffer.from(input), new CallingPictures())).printed;
const balloonOf = (saying: string) => saying.split('\n').filter((line) => /^[</\\|] /.test(line));

describe('cowsay', () => {
  it('says a text', async () => {
    const saying = await sayingOf('Moo\n');
    expect(saying).toContain('< Moo >');
    expect(saying).toContain('(oo)');
    expect(saying.endsWith('\n')).toBe(true);
  });

  it('says the message of a JSON object', async () => {
    expect(balloonOf(await sayingOf('{"message": "Hello"}'))).toEqual(['< Hello >']);
  });

  it.each(['{"other": 1}', '[1, 2]', '"text"', '{broken'])('says %s as it stands', async (text) => {
    expect(balloonOf(await sayingOf(text))).toEqual([`< ${text} >`]);
  });

  it('breaks lines between words', async () => {
    const balloon = balloonOf(await sayingOf('word '.repeat(20)));
    expect(balloon).toHaveLength(3);
    for (const line of balloon) expect(line).toMatch(/^. (word )+ *.$/);
  });

  it('keeps the line breaks of the text', async () => {
    const balloon = balloonOf(await sayingOf('one\n\ntwo'));
    expect(balloon.map((line) => line.slice(1, -1).trim())).toEqual(['one', '', 'two']);
  });

  it('breaks a word that no line can hold', async () => {
    const balloon = balloonOf(await sayingOf('x'.repeat(100)));
    expect(balloon.map((line) => line.slice(1, -1).trim().length)).toEqual([40, 40, 20]);
  });

  it.each([
    ['nothing', Buffer.from('  \n'), 'there is no text in this input'],
    ['bytes that are not text', Buffer.from([0xff, 0xfe, 0x00]), 'this input is not text'],
    ['too much', Buffer.from('x'.repeat(10_001)), 'this text has 10,001 characters, and at most 10,000 are possible'],
  ])('fails on %s', async (_, input, message) => {
    await expect(cowsay.run(input, new CallingPictures())).rejects.toThrow(message);
  });
});
