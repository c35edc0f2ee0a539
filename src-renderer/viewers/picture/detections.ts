import type { Size } from './zoom.svelte';

/** Something a service found in a picture. */
export interface Detection {
  readonly label: string;
  /** How sure the service is, 0 to 1; absent where it doesn't say. */
  readonly score: number | undefined;
  /** Where it is, in pixels of the picture. */
  readonly box: Box;
}

/** A rectangle in a picture, in its pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

type Fields = Readonly<Record<string, unknown>>;
type Four = readonly [number, number, number, number];

/** What the four numbers of a box are: left, top, right and bottom, or left, top, width and height. */
export type Sides = 'corners' | 'extent';

interface Found {
  readonly label: string;
  readonly score: number | undefined;
  readonly four: Four;
  /** Unknown where the service gives four numbers without saying which they are. */
  readonly sides: Sides | undefined;
}

const labelNames = ['label', 'name', 'class_name', 'className', 'category', 'class'];
const scoreNames = ['score', 'confidence', 'probability', 'prob', 'conf'];
const boxNames = ['box', 'bbox', 'bounding_box', 'boundingBox', 'rect', 'xyxy', 'xywh'];
const cornerNames = [
  ['xmin', 'ymin', 'xmax', 'ymax'],
  ['x_min', 'y_min', 'x_max', 'y_max'],
  ['x1', 'y1', 'x2', 'y2'],
  ['left', 'top', 'right', 'bottom'],
] as const;
const extentNames = [
  ['x', 'y', 'width', 'height'],
  ['x', 'y', 'w', 'h'],
  ['left', 'top', 'width', 'height'],
] as const;
const mostDetections = 2_000;
/** How far a box may reach over the picture's edge, of the picture's size: models round, and guess beyond. */
const tolerance = 0.02;

/**
 * The things found in a picture, where an answer tells of them in a common form: a list of objects with a label and a
 * box, by itself or one level down. `unclear` where four numbers a box can be meant in two ways, `unknown` where the
 * boxes don't fit the picture or there are none: a box in the wrong place is worse than no box.
 * @param size of the picture that was sent, its orientation taken into account
 * @param sides what the user says the numbers are, where the answer doesn't
 */
export function readDetections(
  value: unknown,
  size: Size,
  sides?: Sides,
): readonly Detection[] | 'unclear' | 'unknown' {
  const found = findDetections(value);
  return found ? placed(found, size, sides) : 'unknown';
}

/** Whether an answer tells of things in a picture, before the picture's size is known. */
export function mayHoldDetections(value: unknown): boolean {
  return findDetections(value) !== undefined;
}

function findDetections(value: unknown): readonly Found[] | undefined {
  for (const list of listsIn(value)) {
    if (list.length === 0 || list.length > mostDetections) continue;
    const found = list.map(readOne).filter((one) => one !== undefined);
    if (found.length === list.length && found.every(({ score }) => score === undefined || isScore(score))) return found;
  }
  return undefined;
}

function listsIn(value: unknown): readonly (readonly unknown[])[] {
  if (Array.isArray(value)) {
    const [only] = value;
    if (value.length === 1 && Array.isArray(only)) return [only];
    return value.length === 1 && isFields(only) ? [value, ...listsIn(only)] : [value];
  }
  return isFields(value) ? Object.values(value).filter((entry) => Array.isArray(entry)) : [];
}

function readOne(entry: unknown): Found | undefined {
  if (!isFields(entry)) return undefined;
  const label = firstOf(entry, labelNames);
  const score = firstOf(entry, scoreNames);
  const box = boxNames.map((name) => entry[name]).find((value) => value !== undefined) ?? entry;
  if (typeof label !== 'string' && typeof label !== 'number') return undefined;
  if (score !== undefined && typeof score !== 'number') return undefined;
  const four = readFour(box, entry['xyxy'] ? 'corners' : entry['xywh'] ? 'extent' : undefined);
  return four && { label: String(label), score, ...four };
}

function isScore(score: number): boolean {
  return score >= 0 && score <= 1;
}

function readFour(box: unknown, told: Sides | undefined): Pick<Found, 'four' | 'sides'> | undefined {
  if (Array.isArray(box)) {
    const four = fourOf(box);
    return four && { four, sides: told };
  }
  if (!isFields(box)) return undefined;
  for (const [sides, allNames] of [['corners', cornerNames] as const, ['extent', extentNames] as const]) {
    for (const names of allNames) {
      const four = fourOf(names.map((name) => box[name]));
      if (four) return { four, sides };
    }
  }
  return undefined;
}

function placed(
  found: readonly Found[],
  size: Size,
  told: Sides | undefined,
): readonly Detection[] | 'unclear' | 'unknown' {
  const isRelative = found.every(({ four }) => four.every((number) => number >= -tolerance && number <= 1 + tolerance));
  const unit = isRelative ? size : { width: 1, height: 1 };
  // A service speaks one way about all of its boxes, so the way that fits all of them is meant, if only one does.
  const ways: readonly Sides[] = told ? [told] : ['corners', 'extent'];
  const readings = ways
    .map((way) =>
      found.map(({ label, score, four, sides }) => ({ label, score, box: boxOf(four, sides ?? way, unit) })),
    )
    .filter((detections) => detections.every(({ box }) => isInside(box, size)));
  const [reading, other] = readings;
  if (!reading) return 'unknown';
  const isTold = found.every(({ sides }) => sides !== undefined);
  return other && !isTold ? 'unclear' : reading;
}

function boxOf([left, top, third, fourth]: Four, sides: Sides, { width, height }: Size): Box {
  return {
    x: left * width,
    y: top * height,
    width: (sides === 'corners' ? third - left : third) * width,
    height: (sides === 'corners' ? fourth - top : fourth) * height,
  };
}

function isInside({ x, y, width, height }: Box, size: Size): boolean {
  const overX = size.width * tolerance;
  const overY = size.height * tolerance;
  return (
    width > 0 &&
    height > 0 &&
    x >= -overX &&
    y >= -overY &&
    x + width <= size.width + overX &&
    y + height <= size.height + overY
  );
}

function fourOf(values: readonly unknown[]): Four | undefined {
  const [a, b, c, d] = values;
  const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
  return values.length === 4 && isNumber(a) && isNumber(b) && isNumber(c) && isNumber(d) ? [a, b, c, d] : undefined;
}

function firstOf(fields: Fields, names: readonly string[]): unknown {
  const name = names.find((candidate) => fields[candidate] !== undefined);
  return name === undefined ? undefined : fields[name];
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
