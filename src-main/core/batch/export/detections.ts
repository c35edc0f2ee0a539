import { readDetections, readFindings, type PictureSize } from '../../answer/detections';
import { readScores } from '../../answer/scores';
import type { ExportedDetection, ShareBox } from './table';

/**
 * What an answer tells of, for a table or another program: the things found with their places, or the label that scores mean.
 * `undefined` for an answer that tells of neither.
 * @param size of the picture that was sent, upright; without it only places in shares of the picture are understood
 */
export function exportedDetections(
  answer: unknown,
  size: PictureSize | undefined,
): readonly ExportedDetection[] | undefined {
  const picture = size ?? { width: 1, height: 1 };
  const findings = readFindings(answer);
  if (!findings) return readScores(answer)?.slice(0, 1);
  const placed = readDetections(answer, picture);
  if (typeof placed === 'string') return findings.map(({ label, score }) => known(label, score));
  return placed.map(({ label, score, box: { x, y, width, height } }) => ({
    ...known(label, score),
    box: insidePicture(x / picture.width, y / picture.height, width / picture.width, height / picture.height),
  }));
}

function known(label: string, score: number | undefined): ExportedDetection {
  return { label, ...(score !== undefined && { score }) };
}

/** Services round, and guess a little beyond the edge; the picture ends there. */
function insidePicture(left: number, top: number, width: number, height: number): ShareBox {
  const [x, y] = [within(left), within(top)];
  return {
    left: rounded(x),
    top: rounded(y),
    width: rounded(within(left + width) - x),
    height: rounded(within(top + height) - y),
  };
}

function within(share: number): number {
  return Math.min(1, Math.max(0, share));
}

/** A millionth of a picture is less than a pixel. */
function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
