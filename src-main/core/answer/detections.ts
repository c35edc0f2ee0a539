import {
  deepestWrapper,
  firstOf,
  isMembers,
  isScore,
  labelListNames,
  labelNames,
  labelOf,
  scoreListNames,
  scoreNames,
  whole,
  wrapperNames,
  type Members,
} from './shapes';

/** Width and height of a picture in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

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

type Four = readonly [number, number, number, number];

/** What the four numbers of a box are: left, top, right and bottom, or left, top, width and height. */
export type Sides = 'corners' | 'extent';

/** Something that was found, before the size of its picture is known. */
interface Found {
  readonly label: string;
  readonly score: number | undefined;
  readonly four: Four;
  /** Unknown where the service gives four numbers without saying which they are. */
  readonly sides: Sides | undefined;
}

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
const mostDetections = 10_000;
/** How far a box may reach over the picture's edge, of the picture's size: models round, and guess beyond. */
const tolerance = 0.02;

/**
 * The things found in a picture, where an answer tells of them in a common form: a list of objects with a label and a
 * box, torchvision's lists of boxes and labels, or MegaDetector's detections of one picture, by itself or in a wrapper.
 * `unclear` where four numbers a box can be meant in two ways, `unknown` where the boxes don't fit the picture or there are
 * none: a box in the wrong place is worse than no box.
 * @param size of the picture that was sent, its orientation taken into account
 * @param sides what the user says the numbers are, where the answer doesn't
 */
export function readDetections(
  value: unknown,
  size: PictureSize,
  sides?: Sides,
): readonly Detection[] | 'unclear' | 'unknown' {
  const found = findDetections(value, 0);
  return found && found.length > 0 ? placed(found, size, sides) : 'unknown';
}

/** Whether an answer tells of things in a picture, before the picture's size is known. */
export function mayHoldDetections(value: unknown): boolean {
  return (findDetections(value, 0)?.length ?? 0) > 0;
}

/** What was found, without its places; empty where the service says that there is nothing. `undefined` for other answers. */
export function readFindings(value: unknown): readonly Pick<Detection, 'label' | 'score'>[] | undefined {
  return findDetections(value, 0)?.map(({ label, score }) => ({ label, score }));
}

function findDetections(value: unknown, depth: number): readonly Found[] | undefined {
  if (depth > deepestWrapper) return undefined;
  if (Array.isArray(value)) {
    const [only] = value;
    return foundInList(value) ?? (value.length === 1 ? findDetections(only, depth + 1) : undefined);
  }
  if (!isMembers(value)) return undefined;
  const direct = foundInColumns(value) ?? foundByMegaDetector(value) ?? foundInMember(value);
  if (direct) return direct;
  for (const name of wrapperNames) {
    const inner = firstOf(value, [name]);
    const found = inner === undefined ? undefined : findDetections(inner, depth + 1);
    if (found) return found;
  }
  return undefined;
}

function foundInMember(members: Members): readonly Found[] | undefined {
  for (const list of Object.values(members)) {
    const found = Array.isArray(list) ? foundInList(list) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** `[{label, score, box}]` */
function foundInList(list: readonly unknown[]): readonly Found[] | undefined {
  if (list.length === 0 || list.length > mostDetections) return undefined;
  const found = whole(list.map(readOne));
  return found?.every(({ score }) => score === undefined || isScore(score)) ? found : undefined;
}

/**
 * `{boxes: [], labels: [], scores: []}`, of which the boxes are corners.
 * @see torchvision, `detection` models
 */
function foundInColumns(members: Members): readonly Found[] | undefined {
  const boxes = firstOf(members, ['boxes', 'bboxes']);
  const labels = firstOf(members, labelListNames);
  const scores = firstOf(members, scoreListNames);
  if (!Array.isArray(boxes) || !Array.isArray(labels) || boxes.length !== labels.length) return undefined;
  if (boxes.length > mostDetections || (scores !== undefined && !Array.isArray(scores))) return undefined;
  if (Array.isArray(scores) && scores.length !== boxes.length) return undefined;
  if (boxes.length === 0) return [];
  return whole(
    boxes.map((box, index) => {
      const label = labelOf(labels[index]);
      const score: unknown = Array.isArray(scores) ? scores[index] : undefined;
      const four = Array.isArray(box) ? fourOf(box) : undefined;
      if (label === undefined || !four || (score !== undefined && !isScore(score))) return undefined;
      return { label, score, four, sides: 'corners' };
    }),
  );
}

/**
 * `{detections: [{category: '1', conf, bbox}]}`, with the names of categories around it where it is a whole file. Its boxes are
 * left, top, width and height.
 * @see MegaDetector, batch processing API output format
 */
function foundByMegaDetector(members: Members): readonly Found[] | undefined {
  const { images, detection_categories: named, detections: own } = members;
  const [image] = Array.isArray(images) && images.length === 1 ? (images as readonly unknown[]) : [];
  const list = isMembers(image) ? image['detections'] : own;
  if (!Array.isArray(list) || list.length > mostDetections) return undefined;
  if (list.length === 0) return [];
  const names = isMembers(named) ? named : {};
  return whole(
    list.map((entry: unknown) => {
      if (!isMembers(entry)) return undefined;
      const { category, conf, bbox } = entry;
      const four = Array.isArray(bbox) ? fourOf(bbox) : undefined;
      const code = labelOf(category);
      if (code === undefined || !isScore(conf) || !four) return undefined;
      const name = Object.hasOwn(names, code) ? labelOf(names[code]) : undefined;
      return { label: name ?? code, score: conf, four, sides: 'extent' };
    }),
  );
}

function readOne(entry: unknown): Found | undefined {
  if (!isMembers(entry)) return undefined;
  const label = labelOf(firstOf(entry, labelNames));
  const score = firstOf(entry, scoreNames);
  const box = firstOf(entry, boxNames) ?? entry;
  if (label === undefined || (score !== undefined && typeof score !== 'number')) return undefined;
  const four = readFour(box, entry['xyxy'] ? 'corners' : entry['xywh'] ? 'extent' : undefined);
  return four && { label, score, ...four };
}

function readFour(box: unknown, told: Sides | undefined): Pick<Found, 'four' | 'sides'> | undefined {
  if (Array.isArray(box)) {
    const four = fourOf(box);
    return four && { four, sides: told };
  }
  if (!isMembers(box)) return undefined;
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
  size: PictureSize,
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

function boxOf([left, top, third, fourth]: Four, sides: Sides, { width, height }: PictureSize): Box {
  return {
    x: left * width,
    y: top * height,
    width: (sides === 'corners' ? third - left : third) * width,
    height: (sides === 'corners' ? fourth - top : fourth) * height,
  };
}

function isInside({ x, y, width, height }: Box, size: PictureSize): boolean {
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
