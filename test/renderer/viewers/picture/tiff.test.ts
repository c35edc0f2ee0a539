import { describe, expect, it } from 'vitest';
import { TiffFile } from '../../../../src-renderer/viewers/picture/tiff';
import { microscopePage, plainPage, tiff, type TiffPageContent } from '../../../fixtures/pictures';

function open(...pages: readonly TiffPageContent[]): TiffFile {
  return new TiffFile(new Uint8Array(tiff(pages)).buffer);
}

describe('TiffFile', () => {
  it('decodes each page by itself', () => {
    const file = open(plainPage(3, 2, [255, 0, 0]), { ...plainPage(2, 5, [0, 0, 255]), orientation: 6 });
    expect(file.pageCount).toBe(2);
    expect(file.page(0)).toMatchObject({ width: 3, height: 2, orientation: 1 });
    expect([...file.page(0).rgba.slice(0, 4)]).toEqual([255, 0, 0, 255]);
    expect(file.page(1)).toMatchObject({ width: 2, height: 5, orientation: 6 });
    expect([...file.page(1).rgba.slice(-4)]).toEqual([0, 0, 255, 255]);
    expect(file.page(0).spread).toBeUndefined();
  });

  it('spreads the values of a camera over what a screen can show, and says which', () => {
    const { rgba, spread } = open(microscopePage(5, 1, 1000)).page(0);
    expect([...rgba].filter((_, index) => index % 4 === 0)).toEqual([0, 64, 128, 191, 255]);
    expect(spread).toEqual({ darkest: 0, brightest: 1000 });
  });

  it('takes a page of one value for black', () => {
    expect([...open(microscopePage(2, 1, 0)).page(0).rgba]).toEqual([0, 0, 0, 255, 0, 0, 0, 255]);
  });

  it('refuses what isn’t there, isn’t TIFF, or would fill the memory', () => {
    expect(() => open(plainPage(3, 2, [1, 2, 3])).page(1)).toThrow('no such page');
    expect(() => new TiffFile(new TextEncoder().encode('II is no picture, but text').buffer)).toThrow();
    const claim = { ...plainPage(1, 1, [1, 2, 3]), width: 20_000, height: 20_000 };
    expect(() => open(claim).page(0)).toThrow('too large');
  });
});
