import { describe, expect, it } from 'vitest';
import { isOpenable } from '../../../../src-main/core/result/openable';
import { endingOf } from '../../../../src-main/core/answer/file-types';
import { numberedName, outputFileName, safeNamePart } from '../../../../src-main/core/result/output-filename';

describe('outputFileName', () => {
  it.each([
    ['leaf.jpg', 'grayscale', 'image/png', 'leaf – grayscale.png'],
    [undefined, 'text-to-speech', 'audio/wav', 'text-to-speech.wav'],
    ['archive.tar.gz', 'list', 'application/json', 'archive.tar – list.json'],
    ['.profile', 'cat', 'text/plain', 'profile – cat.txt'],
    ['no ending', 's', 'application/x-unheard-of', 'no ending – s.bin'],
    ['CON.txt', 's', 'text/plain', '_CON – s.txt'],
    ['a/b:c*d?.png', 's', 'image/png', 'a_b_c_d_ – s.png'],
    ['niño 🌿.jpg', 'plants', 'image/jpeg', 'niño 🌿 – plants.jpg'],
    ['x.txt', '../..', 'text/plain', 'x – _.txt'],
    ['...', 's', 'text/plain', 's.txt'],
    ['nul .txt', 's', 'text/plain', '_nul – s.txt'],
    ['two\r\nli\u2028nes.txt', 's', 'text/plain', 'twolines – s.txt'],
    ['half\ud83c.txt', 's', 'text/plain', 'half_ – s.txt'],
    ['leaf.jpg', 'x'.repeat(300), 'image/png', `leaf – ${'x'.repeat(80)}.png`],
    ['in\u202Ejpg.exe', 's', 'image/png', 'injpg – s.png'],
  ])('names %s by %s as %s: %s', (input, service, mediaType, expected) => {
    expect(outputFileName(input, service, mediaType)).toBe(expected);
  });

  it('composes what came decomposed', () => {
    expect(outputFileName('n\u0303.txt', 's', 'text/plain')).toBe('ñ – s.txt');
  });

  it('stays within 200 bytes and cuts between characters', () => {
    const name = outputFileName(`${'👩‍🌾'.repeat(80)}.png`, 'service', 'image/png');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(200);
    expect(name).toMatch(/^(👩‍🌾)+ – service\.png$/u);
  });
});

describe('safeNamePart', () => {
  it.each(['con', 'NUL', 'CONOUT$', 'com1', 'LPT9', 'aux.h'])('never is the device name %s', (name) => {
    expect(safeNamePart(name)).toBe(`_${name}`);
  });
});

describe('numberedName', () => {
  it.each([
    ['leaf.png', 1, 'leaf.png'],
    ['leaf.png', 2, 'leaf (2).png'],
    ['no ending', 12, 'no ending (12)'],
    ['.hidden', 2, '.hidden (2)'],
  ])('gives %s the number %i: %s', (name, number, expected) => {
    expect(numberedName(name, number)).toBe(expected);
  });
});

describe('endingOf', () => {
  it.each(['audio/amr', 'audio/x-flac', 'video/vnd.avi', 'video/mpeg', 'video/MP2P'])(
    'knows one for %s, which its usual program plays',
    (mediaType) => {
      expect(endingOf(mediaType)).not.toBe('bin');
      expect(isOpenable(mediaType)).toBe(true);
    },
  );

  it('knows no ending for the unknown', () => {
    expect(endingOf('application/x-unheard-of')).toBe('bin');
  });
});
