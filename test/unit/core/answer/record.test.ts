import { describe, expect, it } from 'vitest';
import { formatAnswerRecord, parseAnswerRecord } from '../../../../src-main/core/answer/record';

/** A record as answers that are kept have it beside them, written by the versions before this one too. */
const written = {
  version: 1,
  receivedBytes: 10,
  folding: { before: '"', run: { decodedBytes: 6, lineWidth: 4 }, behind: '"' },
  separation: { logLineCount: 0, payloadRange: { start: 0, end: 10 } },
  automatic: {
    reading: {
      verdict: 'result',
      encoding: 'json-string-base64',
      mediaType: 'application/octet-stream',
      payloadRange: { start: 0, end: 10 },
      logLineCount: 0,
      notes: [],
    },
    sizeBytes: 6,
    file: 'payload',
  },
};

describe('the record of an answer', () => {
  it('says how a body is kept that has no file of its own', () => {
    expect(parseAnswerRecord(JSON.stringify(written))?.compactBody).toEqual(written.folding);
  });

  it('is written as it was read', () => {
    const record = parseAnswerRecord(JSON.stringify(written));
    expect(record && JSON.parse(formatAnswerRecord(record))).toEqual(written);
  });

  it('is none where something is missing or of another version', () => {
    expect(parseAnswerRecord(JSON.stringify({ ...written, separation: undefined }))).toBeUndefined();
    expect(parseAnswerRecord(JSON.stringify({ ...written, version: 2 }))).toBeUndefined();
    expect(parseAnswerRecord('{"version":1')).toBeUndefined();
  });
});
