import * as v from 'valibot';

const length = v.pipe(v.number(), v.integer());

/** Where a window is, in device-independent pixels. Negative places are on displays left of or above the first. */
export const windowPlaceSchema = v.object({
  x: length,
  y: length,
  width: v.pipe(length, v.minValue(1)),
  height: v.pipe(length, v.minValue(1)),
  isMaximized: v.boolean(),
});

/** Where a window was last; the rectangle is the one it has when it is not maximized. */
export type WindowPlace = Readonly<v.InferOutput<typeof windowPlaceSchema>>;

/** A part of the desktop, in device-independent pixels. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The smallest window that all of its parts fit into. */
export const smallestWindow = { width: 640, height: 480 } as const;

/**
 * The rectangle for a window that was at a place when the program ended: moved and made smaller until all of it is on the
 * display that holds most of it. `undefined` where that display is gone, so that no window opens out of sight.
 * @param workAreas of the displays there are now, without bars and docks
 */
export function fittingBounds(was: Rectangle, workAreas: readonly Rectangle[]): Rectangle | undefined {
  const [area] = workAreas
    .filter((candidate) => sharedArea(was, candidate) > 0)
    .sort((one, other) => sharedArea(was, other) - sharedArea(was, one));
  if (!area) return undefined;
  const width = Math.min(Math.max(was.width, smallestWindow.width), area.width);
  const height = Math.min(Math.max(was.height, smallestWindow.height), area.height);
  return {
    x: between(area.x, was.x, area.x + area.width - width),
    y: between(area.y, was.y, area.y + area.height - height),
    width,
    height,
  };
}

function between(least: number, value: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}

function sharedArea(one: Rectangle, other: Rectangle): number {
  const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
  const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
  return width > 0 && height > 0 ? width * height : 0;
}
