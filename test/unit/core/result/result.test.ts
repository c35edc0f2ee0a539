import { describe, expect, it } from 'vitest';
import { resultKind } from '../../../../src-main/core/result/result';

describe('resultKind', () => {
  it.each([
    ['image/png', 'image'],
    ['image/svg+xml', 'image'],
    ['image/tiff', 'image'],
    ['image/vnd.adobe.photoshop', 'binary'],
    ['audio/amr', 'audio'],
    ['video/x-msvideo', 'video'],
    ['application/pdf', 'pdf'],
    ['application/json', 'json'],
    ['text/html', 'text'],
    ['application/zip', 'archive'],
    ['application/octet-stream', 'binary'],
  ])('shows %s as %s', (mediaType, kind) => {
    expect(resultKind(mediaType, 1)).toBe(kind);
    expect(resultKind(mediaType, 0)).toBe('empty');
  });
});
