import { describe, expect, it } from 'vitest';
import type { Preparation } from '../../../src-main/core/input/preparation';
import { offerFor, smallerThan, type OfferFacts } from '../../../src-renderer/input/offers';
import { inputFile, preparedOf } from '../builders';

const photo = inputFile('photo.jpg', { sizeBytes: 5_000_000 });
const heic = inputFile('photo.heic', { sizeBytes: 3_000_000, mediaType: 'image/heic' });

function offerOf(more: Partial<OfferFacts>) {
  const nothing = { maxBytes: undefined, refused: undefined, preparation: undefined, prepared: undefined };
  return offerFor({ file: photo, acceptedSuffixes: [], ...nothing, ...more });
}

/** What is known once a copy was made. */
const made = (preparation: Preparation) => ({ preparation, prepared: preparedOf(preparation) });

describe('a smaller copy', () => {
  it('is smaller each time, keeps what was chosen, and ends where little would be seen', () => {
    expect(smallerThan(undefined)).toEqual({ longestSidePx: 1600, format: 'jpeg' });
    expect(smallerThan({ longestSidePx: 1600, format: 'png', isAnonymous: true })).toEqual({
      ...{ longestSidePx: 1024, format: 'png', isAnonymous: true },
    });
    expect(smallerThan({ longestSidePx: 700 })).toEqual({ longestSidePx: 640, format: 'jpeg' });
    expect(smallerThan({ longestSidePx: 320 })).toBeUndefined();
  });

  it('is offered where a card names a size, until the copy fits', () => {
    expect(offerOf({})).toBeUndefined();
    expect(offerOf({ maxBytes: 500_000 })).toEqual({
      reason: 'too-large',
      preparation: { longestSidePx: 1600, format: 'jpeg' },
    });
    // Nothing is said of a copy that is being made.
    expect(offerOf({ maxBytes: 500_000, preparation: { longestSidePx: 1600 } })).toBeUndefined();
    expect(offerOf({ maxBytes: 500_000, ...made({ longestSidePx: 1600 }) })).toBeUndefined();
    expect(offerOf({ maxBytes: 400_000, ...made({ longestSidePx: 1600 }) })?.preparation?.longestSidePx).toBe(1024);
  });

  it('is offered where one as large was refused before, and not for smaller ones', () => {
    const refused = { sizeBytes: 4_000_000, preparation: { longestSidePx: 1024 } };
    expect(offerOf({ refused })).toEqual({ reason: 'refused-before', preparation: { longestSidePx: 1024 } });
    expect(offerOf({ refused, file: inputFile('photo.jpg', { sizeBytes: 3_999_999 }) })).toBeUndefined();
    expect(offerOf({ refused, ...made({ longestSidePx: 1024 }) })).toBeUndefined();
    const small = { ...refused, sizeBytes: 400_000 };
    expect(offerOf({ refused: small, ...made({ longestSidePx: 1024 }) })?.preparation).toEqual({
      ...{ longestSidePx: 640, format: 'jpeg' },
    });
  });
});

describe('another format', () => {
  it('is offered where the service takes others', () => {
    const acceptedSuffixes = ['png', 'jpg'];
    expect(offerOf({ acceptedSuffixes })).toBeUndefined();
    expect(offerOf({ acceptedSuffixes, file: heic })).toEqual({ reason: 'type', preparation: { format: 'jpeg' } });
    expect(offerOf({ acceptedSuffixes, file: heic, ...made({ format: 'jpeg' }) })).toBeUndefined();
    expect(offerOf({ acceptedSuffixes: ['png'] })?.preparation).toEqual({ format: 'png' });
    expect(offerOf({ acceptedSuffixes: ['tif'] })).toEqual({ reason: 'type' });
  });

  it('is offered for photos of phones whatever the service says, and for nothing but pictures', () => {
    expect(offerOf({ file: heic })).toEqual({ reason: 'heic', preparation: { format: 'jpeg' } });
    const notes = inputFile('notes.pdf', { mediaType: 'application/pdf' });
    expect(offerOf({ file: notes, acceptedSuffixes: ['jpg'] })).toEqual({ reason: 'type' });
    expect(offerOf({ file: notes, maxBytes: 5 })).toEqual({ reason: 'too-large' });
  });
});
