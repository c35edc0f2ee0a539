import { describe, expect, it } from 'vitest';
import { groupToOffer, inOrderOfCount, kindOf } from '../../../../src-main/core/batch/kinds';

const counted = (counts: Readonly<Record<string, number>>) => inOrderOfCount(new Map(Object.entries(counts)));

describe('kinds of files', () => {
  it.each([
    ['a/IMG_1.JPEG', 'jpg'],
    ['scan.tiff', 'tif'],
    ['notes.d/README', ''],
    ['.hidden', ''],
    ['1.2.826.7.13', '13'],
    ['reads.fastq.gz', 'gz'],
    ['what is. this', ''],
  ])('%s is %j', (path, kind) => {
    expect(kindOf(path)).toBe(kind);
  });

  it('are listed with the commonest first', () => {
    expect(counted({ docx: 1, jpg: 200, avi: 1 })).toEqual([
      { kind: 'jpg', count: 200 },
      { kind: 'avi', count: 1 },
      { kind: 'docx', count: 1 },
    ]);
  });
});

describe('the part of a mixed list that is offered', () => {
  it.each([
    [{ jpg: 200, avi: 1, docx: 1 }, 'photos'],
    [{ jpg: 3, png: 3, pdf: 5 }, 'photos'],
    [{ wav: 10, txt: 2 }, 'sounds'],
    [{ mp4: 10, thm: 10, txt: 2 }, 'films'],
  ])('of %j is %s', (counts, name) => {
    expect(groupToOffer(counted(counts), [])).toMatchObject({ name });
  });

  it('is one kind where that is no photo, sound or film', () => {
    expect(groupToOffer(counted({ pdf: 4, jpg: 1 }), [])).toEqual({ name: 'kind', endings: ['pdf'] });
    expect(groupToOffer(counted({ html: 4, jpg: 1 }), [])?.endings).toEqual(['html', 'htm']);
  });

  it('has every spelling of its endings', () => {
    expect(groupToOffer(counted({ jpg: 2, txt: 1 }), [])?.endings).toEqual(expect.arrayContaining(['jpg', 'jpeg']));
  });

  it('is what the card takes, where it names endings', () => {
    expect(groupToOffer(counted({ jpg: 2, wav: 1 }), ['wav'])).toEqual({ name: 'taken', endings: ['wav'] });
    expect(groupToOffer(counted({ jpg: 2, wav: 1 }), ['pdf'])).toBeUndefined();
    expect(groupToOffer(counted({ jpg: 2, wav: 1 }), ['jpg', 'wav'])).toBeUndefined();
  });

  it('is nothing where all files would stay', () => {
    expect(groupToOffer(counted({ jpg: 2, png: 1 }), [])).toBeUndefined();
    expect(groupToOffer(counted({ '': 2 }), [])).toBeUndefined();
    expect(groupToOffer([], [])).toBeUndefined();
  });
});
