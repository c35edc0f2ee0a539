import { describe, expect, it } from 'vitest';
import { textToSpeech } from '../../../../src-main/practice/services/text-to-speech';
import { CallingPictures } from '../../../fixtures/calling-pictures';

describe('text-to-speech', () => {
  it('writes one WAV file', async () => {
    const { files, printed } = await textToSpeech.run(Buffer.from('Hello, leaf!\n'), new CallingPictures());
    expect(printed).toBe('');
    expect(files.map(({ name }) => name)).toEqual(['speech.wav']);
    expect(Buffer.from(files[0]?.bytes ?? []).toString('latin1', 0, 4)).toBe('RIFF');
  });

  it.each([
    ['a text that is too long', 'word '.repeat(401), 'this text has 2,004 characters, and at most 2,000 are possible'],
    ['a text without words', '… 你好', 'there is no English word in this text'],
    ['nothing', '', 'there is no text in this input'],
  ])('fails on %s', async (_, text, message) => {
    await expect(textToSpeech.run(Buffer.from(text), new CallingPictures())).rejects.toThrow(message);
  });

  it('takes a text of the longest length', async () => {
    const { files } = await textToSpeech.run(Buffer.from('tree '.repeat(400)), new CallingPictures());
    expect(files).toHaveLength(1);
  }, 30_000);
});
