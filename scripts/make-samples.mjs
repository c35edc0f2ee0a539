// Draws and writes the sample inputs in assets/samples. Run it after a change: node scripts/make-samples.mjs
// The picture of a leaf is made here, so that it may be given away with the app; the same script gives the same picture.
import { writeFile } from 'node:fs/promises';
import Vips from 'wasm-vips';

const samples = new URL('../assets/samples/', import.meta.url);
const width = 1200;
const height = 900;
/** Every pixel is the mean of `fine` × `fine` points. */
const fine = 2;
const columns = width * fine;
const rows = height * fine;

const clamp = (value, low = 0, high = 1) => Math.min(Math.max(value, low), high);
const mix = (a, b, part) => a + (b - a) * part;
const blend = (a, b, part) => a.map((value, axis) => mix(value, b[axis], part));
const smooth = (from, to, value) => {
  const part = clamp((value - from) / (to - from));
  return part * part * (3 - 2 * part);
};

/** A number from 0 to 1 for every point of a grid, without order and always the same. */
function chance(x, y, seed) {
  let hash = Math.imul(x, 374761393) ^ Math.imul(y, 668265263) ^ Math.imul(seed, 1274126177);
  hash = Math.imul(hash ^ (hash >>> 13), 1103515245);
  hash = Math.imul(hash ^ (hash >>> 16), 2246822519);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}

/** Smooth noise, 0 to 1. */
function noise(x, y, seed) {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  const [right, down] = [smooth(0, 1, x - column), smooth(0, 1, y - row)];
  const top = mix(chance(column, row, seed), chance(column + 1, row, seed), right);
  const bottom = mix(chance(column, row + 1, seed), chance(column + 1, row + 1, seed), right);
  return mix(top, bottom, down);
}

/** Noise with ever finer detail, 0 to 1. */
function detail(x, y, seed, octaves) {
  let sum = 0;
  let weight = 0.5;
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += weight * noise(x * 2 ** octave, y * 2 ** octave, seed + octave);
    weight /= 2;
  }
  return sum / (1 - 2 * weight);
}

/** Distance to the border between the cells around scattered points: the net of the finest veins. */
function cellBorder(x, y, seed) {
  const [column, row] = [Math.floor(x), Math.floor(y)];
  let [nearest, second] = [9, 9];
  for (let dy = -1; dy <= 1; dy += 1) {
    for (let dx = -1; dx <= 1; dx += 1) {
      const [cx, cy] = [column + dx, row + dy];
      const distance = Math.hypot(cx + chance(cx, cy, seed) - x, cy + chance(cx, cy, seed + 1) - y);
      if (distance < nearest) [nearest, second] = [distance, nearest];
      else if (distance < second) second = distance;
    }
  }
  return second - nearest;
}

// The leaf lies along its midrib: `along` goes from 0 at the stem to 1 at the tip, `across` to both sides.
const leafLength = 0.79 * columns;
const leafBase = { x: 0.155 * columns, y: 0.745 * rows };
const leafAngle = -0.47;
const [cos, sin] = [Math.cos(leafAngle), Math.sin(leafAngle)];
const bend = (along) => 0.17 * along * (along - 1) + 0.05 * Math.sin(along * 3);

function leafPosition(x, y) {
  const [dx, dy] = [(x - leafBase.x) / leafLength, (y - leafBase.y) / leafLength];
  const along = dx * cos + dy * sin;
  return { along, across: dy * cos - dx * sin - bend(along) };
}

function halfWidth(along, side) {
  if (along <= 0 || along >= 1) return 0;
  const outline = along ** 0.64 * (1 - along) ** 0.84 * (1 - 0.62 * smooth(0.66, 0.99, along));
  const tooth = (along * 31 + (side > 0 ? 0 : 0.43) + 0.5 * noise(along * 9, side, 3)) % 1;
  const teeth = 0.042 * (tooth < 0.78 ? tooth / 0.78 : (1 - tooth) / 0.22) * smooth(0.02, 0.12, along);
  return 0.74 * outline * (0.965 + teeth + 0.03 * (noise(along * 5, side * 7, 4) - 0.5));
}

/** Everything about a point of the leaf that its height and colour depend on. */
function anatomy(along, across) {
  const side = across < 0 ? -1 : 1;
  const distance = Math.abs(across);
  const edge = halfWidth(along, side);
  const inside = edge - distance;
  const wobble = 0.012 * (noise(along * 14, across * 14, 7) - 0.5);
  // Side veins leave the midrib at an angle and turn towards the tip; along each of them `course` stays the same.
  const course = along - 0.62 * distance - 1.15 * distance ** 2 + wobble + (side > 0 ? 0.031 : 0);
  const spacing = 0.074;
  const between = course / spacing - Math.floor(course / spacing);
  const sideVein = Math.min(between, 1 - between) * spacing * 0.8;
  const reach = edge > 0 ? distance / edge : 1;
  return { side, distance, inside, between, sideVein, reach, course, edge };
}

function veinStrength({ distance, sideVein, reach, course }, along) {
  const midrib = 1 - smooth(0.2, 1, distance / mix(0.0075, 0.0022, along));
  const sideWidth = mix(0.0036, 0.001, reach);
  const sides = course > 0.02 ? (1 - smooth(0.25, 1, sideVein / sideWidth)) * (1 - smooth(0.86, 1, reach)) : 0;
  return { midrib, sides };
}

const leafHeight = new Float32Array(columns * rows);
const cover = new Float32Array(columns * rows);
const stem = new Float32Array(columns * rows);
for (let y = 0; y < rows; y += 1) {
  for (let x = 0; x < columns; x += 1) {
    const { along, across } = leafPosition(x, y);
    const at = y * columns + x;
    const stemPart = along > -0.17 && along < 0.03;
    if (stemPart) {
      const radius = mix(0.0068, 0.0052, clamp(-along / 0.17)) + 0.004 * smooth(-0.13, -0.17, along);
      const offset = (across - 0.5 * Math.min(along, 0) ** 2) / radius;
      if (Math.abs(offset) < 1) stem[at] = Math.sqrt(1 - offset ** 2);
    }
    if (along <= 0 || along >= 1 || Math.abs(across) > 0.32) continue;
    const part = anatomy(along, across);
    if (part.inside <= 0) continue;
    cover[at] = 1;
    const { midrib, sides } = veinStrength(part, along);
    const quilt = Math.sin(Math.PI * part.between) ** 0.8 * smooth(0, 0.12, part.reach) * (1 - part.reach ** 4);
    const net = smooth(0, 0.3, cellBorder(along * 62, across * 62, 11));
    const fold = 0.16 * part.distance - 0.33 * part.distance ** 2;
    const waves =
      0.012 * part.reach ** 3 * Math.sin(along * 24 + part.side * 1.3 + 2 * noise(along * 6, part.side, 13));
    leafHeight[at] =
      leafLength *
      (fold +
        waves +
        0.0052 * quilt +
        0.00034 * net +
        0.0016 * detail(along * 34, across * 34, 17, 3) -
        0.0035 * midrib -
        0.0016 * sides);
  }
}

/** The mean over a square around every point, three times, which comes close to a soft lens. */
function blurred(source, radius) {
  let from = source;
  for (let pass = 0; pass < 3; pass += 1) {
    from = blurredLines(blurredLines(from, columns, rows, 1, columns, radius), rows, columns, columns, 1, radius);
  }
  return from;
}

function blurredLines(source, length, lines, step, lineStep, radius) {
  const target = new Float32Array(source.length);
  for (let line = 0; line < lines; line += 1) {
    const start = line * lineStep;
    const value = (index) => source[start + clamp(index, 0, length - 1) * step];
    let sum = 0;
    for (let index = -radius; index <= radius; index += 1) sum += value(index);
    for (let index = 0; index < length; index += 1) {
      target[start + index * step] = sum / (2 * radius + 1);
      sum += value(index + radius + 1) - value(index - radius);
    }
  }
  return target;
}

const shape = cover.map((value, at) => Math.max(value, stem[at] > 0 ? 1 : 0));
const wideShadow = blurred(shape, 26);
const closeShadow = blurred(shape, 7);
const shadowAt = (map, x, y) => map[clamp(y, 0, rows - 1) * columns + clamp(x, 0, columns - 1)];

const toLight = [-0.5, -0.56, 0.66];
const midway = [-0.27, -0.31, 0.91];

function leafColour(x, y) {
  const at = y * columns + x;
  const { along, across } = leafPosition(x, y);
  const part = anatomy(along, across);
  const { midrib, sides } = veinStrength(part, along);
  const net = 1 - smooth(0, 0.16, cellBorder(along * 62, across * 62, 11));
  const finest = 1 - smooth(0, 0.2, cellBorder(along * 150, across * 150, 19));
  const patches = detail(along * 5, across * 5, 23, 4);

  let colour = blend([42, 80, 30], [86, 124, 44], clamp(1.6 * patches - 0.3));
  colour = blend(colour, [128, 148, 52], 0.35 * smooth(0.55, 0.85, detail(along * 2.3 + 4, across * 3, 29, 3)));
  colour = blend(colour, [120, 160, 66], 0.16 * net + 0.07 * finest);
  colour = blend(colour, [150, 176, 92], 0.62 * sides);
  colour = blend(colour, [186, 198, 128], 0.85 * midrib);
  const weather = smooth(0.38, 0.72, noise(along * 7, across * 7, 47));
  const withered = weather * smooth(0.012, 0, part.inside + 0.02 * (detail(along * 26, across * 26, 31, 3) - 0.5));
  colour = blend(colour, [132, 98, 44], 0.8 * withered);
  const speck = detail(along * 15 + 0.3 * patches, across * 15, 37, 3);
  colour = blend(
    colour,
    [112, 88, 40],
    0.55 * smooth(0.8, 0.86, speck) * smooth(0.3, 0.6, noise(along * 4, across * 4, 41)),
  );

  const slopeX = covered(at + 1, at) - covered(at - 1, at);
  const slopeY = covered(at + columns, at) - covered(at - columns, at);
  const length = Math.hypot(slopeX / 2, slopeY / 2, 1);
  const normal = [-slopeX / 2 / length, -slopeY / 2 / length, 1 / length];
  const dot = (other) => normal[0] * other[0] + normal[1] * other[1] + normal[2] * other[2];
  const direct = clamp(dot(toLight));
  const shine = clamp(dot(midway)) ** 22 * 0.34 + clamp(dot(midway)) ** 90 * 0.2;
  const roughShine = shine * (0.55 + 0.6 * detail(along * 90, across * 90, 43, 2)) * (1 - 0.6 * withered);
  return colour.map((value, axis) => value * (0.36 + 1.06 * direct) + 255 * roughShine * [0.86, 0.95, 1][axis] * 0.62);
}

const covered = (at, otherwise) => leafHeight[cover[at] ? at : otherwise];

function stemColour(x, y) {
  const at = y * columns + x;
  const light = 0.45 + 0.55 * stem[at] + 0.35 * (stem[at - 4 * columns] < stem[at] ? -0.4 : 0.4);
  const { along } = leafPosition(x, y);
  return blend([150, 152, 84], [142, 92, 58], smooth(0, -0.14, along)).map((value) => value * light);
}

function woodColour(x, y) {
  const [across, down] = [x / columns, y / rows + 0.035 * (x / columns)];
  const plank = Math.floor(down * 2.6 + 0.35);
  const inPlank = down * 2.6 + 0.35 - plank;
  const warp = 0.16 * detail(across * 2 + plank * 7, down * 3, 53, 3);
  const rings = detail(across * 1.3 + plank * 11, (down + warp) * 17, 59 + plank, 4);
  const fibres = detail(across * 7, down * 260, 61 + plank, 3);
  const pores = smooth(0.72, 0.9, noise(across * 34, down * 420, 67)) * 0.5;
  let colour = blend([196, 167, 131], [150, 116, 82], clamp(1.7 * rings - 0.35));
  colour = blend(colour, [112, 84, 58], 0.35 * clamp(fibres * 1.5 - 0.45) + 0.3 * pores);
  colour = colour.map((value) => value * (0.95 + 0.1 * chance(plank, 5, 71)));
  const gap = Math.min(inPlank, 1 - inPlank) / 2.6;
  return colour.map((value) => value * mix(0.3, 1, smooth(0.0004, 0.0042, gap)));
}

const planes = [0, 1, 2].map(() => new Float32Array(columns * rows));
for (let y = 0; y < rows; y += 1) {
  for (let x = 0; x < columns; x += 1)
    woodColour(x, y).forEach((value, axis) => (planes[axis][y * columns + x] = value));
}
const background = planes.map((plane) => blurred(plane, 3));
for (let y = 0; y < rows; y += 1) {
  for (let x = 0; x < columns; x += 1) {
    const at = y * columns + x;
    const shadow = 1 - 0.5 * shadowAt(wideShadow, x - 40, y - 48) - 0.28 * shadowAt(closeShadow, x - 10, y - 12);
    let colour = background.map((plane, axis) => plane[at] * mix(1, shadow, [1, 0.97, 0.92][axis]));
    if (stem[at] > 0) colour = stemColour(x, y);
    if (cover[at]) colour = leafColour(x, y);
    colour.forEach((value, axis) => (planes[axis][at] = value));
  }
}

const pixels = new Uint8Array(width * height * 3);
const sharp = planes.map((plane) => blurred(plane, 1));
for (let y = 0; y < height; y += 1) {
  for (let x = 0; x < width; x += 1) {
    const falloff = 1.16 - 0.3 * Math.hypot(x / width - 0.36, (y / height - 0.34) * 0.8) ** 1.4 - 0.12 * (x / width);
    const grain = (chance(x, y, 79) + chance(x, y, 83) - 1) * 5;
    const rgb = [1.03, 1, 0.94].map((warmth, axis) => {
      let sum = 0;
      for (let dy = 0; dy < fine; dy += 1) {
        for (let dx = 0; dx < fine; dx += 1) sum += sharp[axis][(y * fine + dy) * columns + x * fine + dx];
      }
      const linear = clamp(((sum / fine ** 2) * falloff * warmth) / 255, 0, 1.2);
      // Film and sensors bring bright places gently to white.
      return clamp(255 * (1.06 * linear - 0.13 * linear ** 3) + grain, 0, 255);
    });
    pixels.set(rgb.map(Math.round), (y * width + x) * 3);
  }
}

const vips = await Vips({ dynamicLibraries: [] });
const picture = vips.Image.newFromMemory(pixels, width, height, 3, vips.BandFormat.uchar).copy({
  interpretation: 'srgb',
});
await writeFile(new URL('leaf.jpg', samples), picture.writeToBuffer('.jpg', { Q: 86 }));
vips.shutdown();
await writeFile(
  new URL('sentence.txt', samples),
  'Hello! This sentence went to a computer, which speaks it aloud for you.\n',
);
await writeFile(
  new URL('message.json', samples),
  `${JSON.stringify({ message: 'Hello from the practice cluster!' }, undefined, 2)}\n`,
);
