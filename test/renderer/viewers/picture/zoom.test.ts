import { beforeEach, describe, expect, it } from 'vitest';
import { ZoomState } from '../../../../src-renderer/viewers/picture/zoom.svelte';

let zoom: ZoomState;

beforeEach(() => {
  zoom = new ZoomState();
  zoom.board = { width: 400, height: 200 };
  zoom.picture = { width: 800, height: 800 };
});

/** The place of the picture, 0 to 1, that a place of the board shows. */
function shownAt(x: number, y: number): readonly [number, number] {
  const { corner, scale, picture } = zoom;
  return [(x - corner.x) / (picture.width * scale), (y - corner.y) / (picture.height * scale)];
}

describe('ZoomState', () => {
  it('shows all of a picture at first, in the middle, and enlarges nothing for that', () => {
    expect(zoom.scale).toBe(0.25);
    expect(zoom.corner).toEqual({ x: 100, y: 0 });
    expect(zoom.isLargerThanBoard).toBe(false);
    zoom.picture = { width: 40, height: 20 };
    expect(zoom.scale).toBe(1);
    expect(zoom.corner).toEqual({ x: 180, y: 90 });
  });

  it('keeps what is under the pointer where it is', () => {
    zoom.zoomBy(8);
    const before = shownAt(310, 40);
    zoom.zoomBySteps(2, { x: 310, y: 40 });
    const after = shownAt(310, 40);
    expect(after[0]).toBeCloseTo(before[0]);
    expect(after[1]).toBeCloseTo(before[1]);
    expect(zoom.scale).toBeCloseTo(2 * 1.25 ** 2);
  });

  it('goes no further than all of it, and than its single pixels', () => {
    zoom.zoomBy(1e9);
    expect(zoom.scale).toBe(32);
    expect(zoom.canZoomIn).toBe(false);
    zoom.zoomBy(1e-9);
    expect(zoom.isFit).toBe(true);
  });

  it('can’t be moved off its board', () => {
    zoom.showActual();
    expect(zoom.isActual).toBe(true);
    zoom.panBy({ x: 1e6, y: -1e6 });
    expect(zoom.corner).toEqual({ x: 0, y: -600 });
    zoom.panBy({ x: -10, y: 5 });
    expect(zoom.corner).toEqual({ x: -10, y: -595 });
    zoom.fit();
    expect(zoom.corner).toEqual({ x: 100, y: 0 });
  });

  it('is what it was when the board changes its size', () => {
    zoom.showActual();
    zoom.board = { width: 600, height: 600 };
    expect(zoom.scale).toBe(1);
    expect(shownAt(300, 300)).toEqual([0.5, 0.5]);
  });

  it.each([
    ['+', 0.3125, 0.5],
    ['-', 0.25, 0.5],
    ['1', 1, 0.5],
  ])('knows the key %s', (key, scale, centre) => {
    expect(zoom.press(key)).toBe(true);
    expect(zoom.scale).toBeCloseTo(scale);
    expect(shownAt(200, 100)[0]).toBeCloseTo(centre);
  });

  it('moves by the arrow keys, and leaves other keys alone', () => {
    zoom.press('1');
    zoom.press('ArrowRight');
    zoom.press('ArrowDown');
    expect(zoom.corner.x).toBeCloseTo(-260);
    expect(zoom.corner.y).toBeCloseTo(-330);
    zoom.press('ArrowLeft');
    zoom.press('ArrowUp');
    expect(zoom.corner.x).toBeCloseTo(-200);
    expect(zoom.corner.y).toBeCloseTo(-300);
    zoom.press('0');
    expect(zoom.isFit).toBe(true);
    expect(zoom.press('Tab')).toBe(false);
  });
});
