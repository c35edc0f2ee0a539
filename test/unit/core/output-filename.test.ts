import { describe, expect, it } from 'vitest';
import { extensionOf, outputFileName, safeNamePart } from '../../../src-main/core/output-filename';

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
  it.each(['con', 'NUL', 'com1', 'LPT9', 'aux.h'])('never is the device name %s', (name) => {
    expect(safeNamePart(name)).toBe(`_${name}`);
  });
});

describe('extensionOf', () => {
  it('knows no ending for the unknown', () => {
    expect(extensionOf('application/x-unheard-of')).toBe('bin');
  });
});
