import { closeSync, fstatSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { exportedDetections } from '../../../core/batch/export/detections';
import type { ReadDetections } from '../../../core/batch/export/table';
import { readJsonValue } from '../../../core/ground/json-text';
import { uprightSize, type DeclaredSize } from '../../../core/input/picture-size';
import { fieldBytes } from '../answer-fields';

/** A result, and the picture that it is about. */
export interface DetectionSource {
  readonly result: string;
  readonly charset: string;
  /** The path of the picture that was sent, or its size where that was a copy. */
  readonly picture: string | DeclaredSize;
}

/** A JPEG tells its size behind its metadata, which may hold a small picture of its own. */
const headBytes = 256 * 1024;

/** What a result tells of its picture. Reads files in one go: it is work for a thread of its own. */
export function detectionsIn({ result, charset, picture }: DetectionSource): ReadDetections {
  try {
    if (statSync(result).size > fieldBytes.json) return 'unread';
    const answer = readJsonValue(new TextDecoder(charset).decode(readFileSync(result)));
    return exportedDetections(answer, typeof picture === 'string' ? sizeOf(picture) : picture);
  } catch {
    return 'unread';
  }
}

function sizeOf(picture: string): ReturnType<typeof uprightSize> {
  try {
    // Before it is opened: opening a named pipe would wait for a writer for ever.
    if (!statSync(picture).isFile()) return undefined;
    const file = openSync(picture, 'r');
    try {
      const head = Buffer.alloc(Math.min(headBytes, fstatSync(file).size));
      return uprightSize(head.subarray(0, readSync(file, head, 0, head.length, 0)));
    } finally {
      closeSync(file);
    }
  } catch {
    // It has gone: places in shares of it are understood all the same.
    return undefined;
  }
}
