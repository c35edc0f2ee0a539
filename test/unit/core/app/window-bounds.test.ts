import { describe, expect, it } from 'vitest';
import { fittingBounds, type Rectangle } from '../../../../src-main/core/app/window-bounds';

const rectangle = (x: number, y: number, width: number, height: number): Rectangle => ({ x, y, width, height });
const laptop = rectangle(0, 27, 1440, 873);
const beamer = rectangle(1440, 0, 1024, 768);
const onTheLeft = rectangle(-1920, 0, 1920, 1080);

describe('fittingBounds', () => {
  it.each([
    ['stays where it was', rectangle(100, 100, 1280, 700), [laptop], rectangle(100, 100, 1280, 700)],
    [
      'stays on a display left of the first',
      rectangle(-1900, 20, 900, 600),
      [laptop, onTheLeft],
      rectangle(-1900, 20, 900, 600),
    ],
    ['comes out from under a bar', rectangle(0, 0, 900, 600), [laptop], rectangle(0, 27, 900, 600)],
    ['comes back over the edge', rectangle(1000, 500, 900, 600), [laptop], rectangle(540, 300, 900, 600)],
    ['shrinks with its display', rectangle(0, 27, 2560, 1400), [laptop], laptop],
    ['grows to the smallest that can be used', rectangle(50, 50, 10, 10), [laptop], rectangle(50, 50, 640, 480)],
    ['goes where most of it was', rectangle(1200, 100, 900, 600), [laptop, beamer], rectangle(1440, 100, 900, 600)],
  ])('%s', (_what, was, workAreas, fitting) => {
    expect(fittingBounds(was, workAreas)).toEqual(fitting);
  });

  it('knows no place on a display that is gone', () => {
    expect(fittingBounds(rectangle(1500, 100, 900, 600), [laptop])).toBeUndefined();
    expect(fittingBounds(rectangle(0, 0, 900, 600), [])).toBeUndefined();
  });
});
