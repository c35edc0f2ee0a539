import { describe, expect, it } from 'vitest';
import { exportedDetections } from '../../../../../src-main/core/batch/export/detections';

const size = { width: 200, height: 100 };

describe('exportedDetections', () => {
  it('places what was found in shares of the picture, whatever the service measures in', () => {
    const share = { left: 0.1, top: 0.2, width: 0.25, height: 0.5 };
    const fox = { label: 'fox', score: 0.9, box: share };
    expect(
      exportedDetections({ detections: [{ category: 'fox', conf: 0.9, bbox: [0.1, 0.2, 0.25, 0.5] }] }, size),
    ).toEqual([fox]);
    const pixels = { xmin: 20, ymin: 20, xmax: 70, ymax: 70 };
    expect(exportedDetections([{ label: 'fox', score: 0.9, box: pixels }], size)).toEqual([fox]);
    expect(exportedDetections([{ label: 'fox', score: 0.9, box: pixels }], undefined)).toEqual([
      { label: 'fox', score: 0.9 },
    ]);
  });

  it('keeps boxes inside the picture', () => {
    const [found] =
      exportedDetections({ detections: [{ category: 'a', conf: 1, bbox: [-0.01, 0.99, 1.02, 0.02] }] }, size) ?? [];
    expect(found?.box).toEqual({ left: 0, top: 0.99, width: 1, height: 0.01 });
  });

  it('gives no place to a box that could be meant in two ways', () => {
    expect(exportedDetections([{ label: 'fox', score: 0.9, box: [10, 20, 60, 70] }], size)).toEqual([
      { label: 'fox', score: 0.9 },
    ]);
  });

  it('takes the label that scores mean, and nothing from other answers', () => {
    expect(
      exportedDetections(
        [
          { label: 'oak', score: 0.3 },
          { label: 'elm', score: 0.7 },
        ],
        undefined,
      ),
    ).toEqual([{ label: 'elm', score: 0.7 }]);
    expect(exportedDetections({ detections: [] }, size)).toEqual([]);
    expect(exportedDetections({ count: 3 }, size)).toBeUndefined();
  });
});
