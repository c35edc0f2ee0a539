import { describe, expect, it } from 'vitest';
import type { Preparation } from '../../../src-main/core/input/preparation';
import { offerFor, offerForKinds, smallerThan, type OfferFacts } from '../../../src-renderer/input/offers';
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
    expect(smallerThan(undefined)).toEqual({ picture: { longestSidePx: 1600, format: 'jpeg' } });
    expect(smallerThan({ picture: { longestSidePx: 1600, format: 'png', isAnonymous: true } })).toEqual({
      picture: { longestSidePx: 1024, format: 'png', isAnonymous: true },
    });
    expect(smallerThan({ picture: { longestSidePx: 700 } })).toEqual({
      picture: { longestSidePx: 640, format: 'jpeg' },
    });
    expect(smallerThan({ picture: { longestSidePx: 320 } })).toBeUndefined();
  });

  it('is offered where a card names a size, until the copy fits', () => {
    expect(offerOf({})).toBeUndefined();
    expect(offerOf({ maxBytes: 500_000 })).toEqual({
      reason: 'too-large',
      preparation: { picture: { longestSidePx: 1600, format: 'jpeg' } },
    });
    // Nothing is said of a copy that is being made.
    expect(offerOf({ maxBytes: 500_000, preparation: { picture: { longestSidePx: 1600 } } })).toBeUndefined();
    expect(offerOf({ maxBytes: 500_000, ...made({ picture: { longestSidePx: 1600 } }) })).toBeUndefined();
    expect(
      offerOf({ maxBytes: 400_000, ...made({ picture: { longestSidePx: 1600 } }) })?.preparation?.picture
        ?.longestSidePx,
    ).toBe(1024);
  });

  it('is offered where one as large was refused before, and not for smaller ones', () => {
    const refused = { sizeBytes: 4_000_000, preparation: { picture: { longestSidePx: 1024 } } };
    expect(offerOf({ refused })).toEqual({
      reason: 'refused-before',
      preparation: { picture: { longestSidePx: 1024 } },
    });
    expect(offerOf({ refused, file: inputFile('photo.jpg', { sizeBytes: 3_999_999 }) })).toBeUndefined();
    expect(offerOf({ refused, ...made({ picture: { longestSidePx: 1024 } }) })).toBeUndefined();
    const small = { ...refused, sizeBytes: 400_000 };
    expect(offerOf({ refused: small, ...made({ picture: { longestSidePx: 1024 } }) })?.preparation).toEqual({
      picture: { longestSidePx: 640, format: 'jpeg' },
    });
  });
});

describe('another format', () => {
  it('is offered where the service takes others', () => {
    const acceptedSuffixes = ['png', 'jpg'];
    expect(offerOf({ acceptedSuffixes })).toBeUndefined();
    expect(offerOf({ acceptedSuffixes, file: heic })).toEqual({
      reason: 'type',
      preparation: { picture: { format: 'jpeg' } },
    });
    expect(offerOf({ acceptedSuffixes, file: heic, ...made({ picture: { format: 'jpeg' } }) })).toBeUndefined();
    expect(offerOf({ acceptedSuffixes: ['png'] })?.preparation).toEqual({ picture: { format: 'png' } });
    expect(offerOf({ acceptedSuffixes: ['tif'] })).toEqual({ reason: 'type' });
  });

  it('is offered for sounds where the service takes WAV', () => {
    const file = inputFile('call.m4a', { mediaType: 'audio/mp4' });
    const sound = { sound: 'wav-16k-mono' } as const;
    expect(offerOf({ file })).toBeUndefined();
    expect(offerOf({ file, acceptedSuffixes: ['wav', 'jpg'] })).toEqual({ reason: 'type', preparation: sound });
    expect(offerOf({ file, acceptedSuffixes: ['wav'], ...made(sound) })).toBeUndefined();
    expect(offerOf({ file, acceptedSuffixes: ['mp3'] })).toEqual({ reason: 'type' });
    // What is chosen for pictures is nothing for a sound, and stays.
    expect(offerOf({ file, acceptedSuffixes: ['wav'], preparation: { picture: {} } })?.preparation).toEqual({
      picture: {},
      ...sound,
    });
  });

  it('is offered for photos of phones whatever the service says, and for nothing but pictures', () => {
    expect(offerOf({ file: heic })).toEqual({ reason: 'heic', preparation: { picture: { format: 'jpeg' } } });
    const notes = inputFile('notes.pdf', { mediaType: 'application/pdf' });
    expect(offerOf({ file: notes, acceptedSuffixes: ['jpg'] })).toEqual({ reason: 'type' });
    expect(offerOf({ file: notes, maxBytes: 5 })).toEqual({ reason: 'too-large' });
  });
});

describe('for a list', () => {
  const kinds = [
    { kind: 'heic', count: 120 },
    { kind: 'jpg', count: 30 },
    { kind: 'm4a', count: 7 },
    { kind: 'pdf', count: 1 },
  ];

  it('photos of phones are offered as JPEG, until something is chosen for pictures', () => {
    const asJpeg = { picture: { format: 'jpeg' } };
    expect(offerForKinds(kinds, [], undefined)).toEqual({
      ...{ reason: 'heic', count: 120, preparation: asJpeg, format: 'jpeg' },
    });
    expect(offerForKinds(kinds, [], { picture: { isAnonymous: true } })?.preparation).toEqual({
      picture: { isAnonymous: true, format: 'jpeg' },
    });
    expect(offerForKinds(kinds, [], { picture: { format: 'png' } })).toBeUndefined();
    expect(offerForKinds(kinds.slice(1), [], undefined)).toBeUndefined();
  });

  it('what the service doesn’t say it takes is offered as what it takes, pictures and then sounds', () => {
    const asPng = { picture: { format: 'png' } } as const;
    const first = offerForKinds(kinds, ['png', 'wav'], undefined);
    expect(first).toEqual({ reason: 'type', count: 150, preparation: asPng, format: 'png' });
    expect(offerForKinds(kinds, ['png', 'wav'], first?.preparation)).toEqual({
      ...{ reason: 'type', count: 7, preparation: { ...asPng, sound: 'wav-16k-mono' }, format: 'wav' },
    });
    expect(offerForKinds(kinds, ['heic', 'jpeg'], undefined)).toBeUndefined();
    expect(offerForKinds(kinds, ['pdf'], undefined)).toBeUndefined();
  });
});
