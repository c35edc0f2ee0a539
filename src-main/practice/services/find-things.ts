import type { PicturePixels } from '../../core/input/picture';
import { distance, labOf, mainColours, nearestName, type Lab } from '../dominant-colours';
import { pictureSuffixes, pixelsOf } from '../picture';
import { printed, type PracticeService } from '../practice-service';

/** Things are looked for in a copy of this size: what is smaller than a few of its pixels is no thing. */
const searchedSidePx = 256;
/** How different a colour has to be from the background; about 2 is the least that is seen. */
const leastDistance = 22;
/** A colour that takes this part of the picture's edge belongs to the background. */
const leastEdgeShare = 0.1;
/** The smallest thing, as a part of the picture. */
const leastShare = 0.004;
const mostThings = 20;

/** A thing in the searched copy: its pixels, and how much its colour differs from the background. */
interface Thing {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly pixelCount: number;
  readonly meanDistance: number;
  readonly colour: Lab;
}

/**
 * Draws boxes around what stands out from the background of a picture, and names their colours. It measures; it does not
 * recognise what is shown. The score says how much the colour differs from the background.
 */
export const findThings: PracticeService = {
  name: 'find-things',
  logLevel: 'CRITICAL',
  memory: '512Mi',
  cpu: '0.5',
  suffixes: pictureSuffixes,
  script: `#!/bin/sh
# Finds what stands out from the background of a picture.
python3 /opt/find-things/find.py "$INPUT_FILE_PATH"
`,
  async run(input, pictures) {
    const copy = await pixelsOf(pictures, input, searchedSidePx);
    const { width, height } = copy.original;
    const scale = width / copy.width;
    const detections = thingsIn(copy).map(({ left, top, right, bottom, meanDistance, colour }) => ({
      label: nearestName(colour),
      score: Math.round(Math.min(1, meanDistance / 60) * 1000) / 1000,
      box: {
        x: Math.round(left * scale),
        y: Math.round(top * scale),
        width: Math.min(width, Math.round((right - left + 1) * scale)),
        height: Math.min(height, Math.round((bottom - top + 1) * scale)),
      },
    }));
    return printed(`${JSON.stringify({ width, height, detections }, null, 2)}\n`);
  },
};

/** What stands out from the background, the largest first. */
function thingsIn({ pixels: data, width, height }: PicturePixels): Thing[] {
  const background = mainColours(edgeOf(data, width, height))
    .filter(({ share }) => share >= leastEdgeShare)
    .map(({ lab }) => lab);
  const colours = Array.from({ length: width * height }, (_, pixel): Lab | undefined => {
    const [red = 0, green = 0, blue = 0, opacity = 0] = data.subarray(pixel * 4, pixel * 4 + 4);
    return opacity < 128 ? undefined : labOf(red, green, blue);
  });
  const distances = colours.map((colour) =>
    colour === undefined ? 0 : Math.min(...background.map((one) => distance(colour, one))),
  );
  const isSeen = new Uint8Array(width * height);
  const things: Thing[] = [];
  for (let start = 0; start < distances.length; start += 1) {
    if (isSeen[start] || (distances[start] ?? 0) < leastDistance) continue;
    const thing = thingFrom(start, width, height, distances, colours, isSeen);
    if (thing.pixelCount >= leastShare * width * height) things.push(thing);
  }
  return things.sort((one, other) => other.pixelCount - one.pixelCount).slice(0, mostThings);
}

/** The pixels that hang together with one, all of which differ from the background. */
function thingFrom(
  start: number,
  width: number,
  height: number,
  distances: readonly number[],
  colours: readonly (Lab | undefined)[],
  isSeen: Uint8Array,
): Thing {
  const waiting = [start];
  isSeen[start] = 1;
  let [left, top, right, bottom] = [width, height, 0, 0];
  let [pixelCount, distanceSum] = [0, 0];
  const sum: [number, number, number] = [0, 0, 0];
  for (let pixel = waiting.pop(); pixel !== undefined; pixel = waiting.pop()) {
    const x = pixel % width;
    const y = (pixel - x) / width;
    [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x), Math.max(bottom, y)];
    pixelCount += 1;
    distanceSum += distances[pixel] ?? 0;
    for (const part of [0, 1, 2] as const) sum[part] += colours[pixel]?.[part] ?? 0;
    const neighbours = [
      x > 0 && pixel - 1,
      x < width - 1 && pixel + 1,
      y > 0 && pixel - width,
      y < height - 1 && pixel + width,
    ];
    for (const neighbour of neighbours) {
      if (neighbour === false || isSeen[neighbour] || (distances[neighbour] ?? 0) < leastDistance) continue;
      isSeen[neighbour] = 1;
      waiting.push(neighbour);
    }
  }
  const colour: Lab = [sum[0] / pixelCount, sum[1] / pixelCount, sum[2] / pixelCount];
  return { left, top, right, bottom, pixelCount, meanDistance: distanceSum / pixelCount, colour };
}

/** The pixels of a picture's edge, one after the other. */
function edgeOf(data: Uint8Array, width: number, height: number): Uint8Array {
  const pixels: number[] = [];
  const take = (x: number, y: number) => pixels.push(...data.subarray((y * width + x) * 4, (y * width + x) * 4 + 4));
  for (let x = 0; x < width; x += 1) for (const y of [0, height - 1]) take(x, y);
  for (let y = 1; y < height - 1; y += 1) for (const x of [0, width - 1]) take(x, y);
  return Uint8Array.from(pixels);
}
