/** A main colour of a picture. */
export interface DominantColour {
  /** The nearest of a few everyday names, such as `dark green`. */
  readonly label: string;
  /** `#rrggbb`, lower case. */
  readonly hex: string;
  /** Part of the picture, 0 to 1. */
  readonly share: number;
}

/** A CIELAB colour: in this space, distance is a measure of how different two colours look. */
export type Lab = readonly [lightness: number, greenToRed: number, blueToYellow: number];

const names: readonly (readonly [name: string, hex: string])[] = [
  ['black', '#0b0b0b'],
  ['dark grey', '#4a4a4a'],
  ['grey', '#808080'],
  ['light grey', '#c4c4c4'],
  ['white', '#fafafa'],
  ['dark red', '#7d1414'],
  ['red', '#d62728'],
  ['pink', '#f2a0b5'],
  ['orange', '#f28a1e'],
  ['brown', '#7a4a24'],
  ['light brown', '#b58a5a'],
  ['beige', '#e6d8ba'],
  ['yellow', '#f2d82e'],
  ['olive', '#80802a'],
  ['yellow-green', '#9dc43b'],
  ['dark green', '#1e5426'],
  ['green', '#36993c'],
  ['light green', '#a3d9a0'],
  ['turquoise', '#38b8b0'],
  ['dark blue', '#1b2f6b'],
  ['blue', '#2f63c4'],
  ['light blue', '#96c1e8'],
  ['purple', '#7a3c9e'],
  ['violet', '#b48ad9'],
  ['magenta', '#c7359b'],
  // The pure colours of a screen, which are more saturated than any surface.
  ['red', '#ff0000'],
  ['yellow', '#ffff00'],
  ['green', '#00ff00'],
  ['turquoise', '#00ffff'],
  ['blue', '#0000ff'],
  ['magenta', '#ff00ff'],
];

// White of the sRGB screen (D65), and CIE's constants of the cube root with its straight part near black.
const white = [0.95047, 1, 1.08883] as const;
const straightBelow = 216 / 24389;
const straightSlope = 24389 / 27;

const clusterCount = 6;
const roundCount = 12;

/**
 * Groups the pixels of a picture by colour (k-means on a coarse histogram, in CIELAB) and names the groups, largest
 * first. Groups of one name are put together, and those under 1 % left out. Transparent pixels don't count.
 * @param pixels red, green, blue and opacity of every pixel, 0 to 255
 */
export function dominantColours(pixels: Uint8Array): DominantColour[] {
  const shares = new Map<string, { share: number; largest: number; hex: string }>();
  for (const { lab, share } of mainColours(pixels)) {
    const label = nearestName(lab);
    const known = shares.get(label) ?? { share: 0, largest: 0, hex: '' };
    shares.set(label, {
      share: known.share + share,
      largest: Math.max(known.largest, share),
      hex: share > known.largest ? hexOf(lab) : known.hex,
    });
  }
  return [...shares]
    .map(([label, { share, hex }]) => ({ label, hex, share: Math.round(share * 1000) / 1000 }))
    .filter(({ share }) => share >= 0.01)
    .sort((a, b) => b.share - a.share);
}

interface Bin {
  readonly lab: Lab;
  readonly weight: number;
}

/** Colours that differ only in the last three bits count as one, at their mean. */
function histogram(pixels: Uint8Array): Bin[] {
  const bins = new Map<number, { red: number; green: number; blue: number; weight: number }>();
  for (let offset = 0; offset + 3 < pixels.length; offset += 4) {
    const [red = 0, green = 0, blue = 0, opacity = 0] = pixels.subarray(offset, offset + 4);
    if (opacity < 128) continue;
    const key = ((red >> 3) << 10) | ((green >> 3) << 5) | (blue >> 3);
    const bin = bins.get(key) ?? { red: 0, green: 0, blue: 0, weight: 0 };
    bin.red += red;
    bin.green += green;
    bin.blue += blue;
    bin.weight += 1;
    bins.set(key, bin);
  }
  return [...bins.values()].map(({ red, green, blue, weight }) => ({
    lab: labOf(red / weight, green / weight, blue / weight),
    weight,
  }));
}

/** The main colours of some pixels, each with its part of them, 0 to 1. */
export function mainColours(pixels: Uint8Array): { readonly lab: Lab; readonly share: number }[] {
  const bins = histogram(pixels);
  const pixelCount = bins.reduce((sum, bin) => sum + bin.weight, 0);
  return grouped(bins).map(({ centre, weight }) => ({ lab: centre, share: weight / pixelCount }));
}

function grouped(bins: readonly Bin[]): { centre: Lab; weight: number }[] {
  let centres = startingCentres(bins);
  let groups: { centre: Lab; weight: number }[] = [];
  for (let round = 0; round < roundCount; round += 1) {
    const sums = centres.map(() => ({ lightness: 0, greenToRed: 0, blueToYellow: 0, weight: 0 }));
    for (const { lab, weight } of bins) {
      const sum = sums[nearest(lab, centres)];
      if (!sum) continue;
      sum.lightness += lab[0] * weight;
      sum.greenToRed += lab[1] * weight;
      sum.blueToYellow += lab[2] * weight;
      sum.weight += weight;
    }
    groups = sums
      .filter(({ weight }) => weight > 0)
      .map(({ lightness, greenToRed, blueToYellow, weight }) => ({
        centre: [lightness / weight, greenToRed / weight, blueToYellow / weight],
        weight,
      }));
    centres = groups.map(({ centre }) => centre);
  }
  return groups;
}

/** The most frequent colour, then repeatedly a frequent colour that is far from those chosen before. */
function startingCentres(bins: readonly Bin[]): Lab[] {
  const centres: Lab[] = [];
  while (centres.length < Math.min(clusterCount, bins.length)) {
    let best: { lab: Lab; score: number } | undefined;
    for (const { lab, weight } of bins) {
      const gap = centres.length === 0 ? 1 : Math.min(...centres.map((centre) => distance(lab, centre)));
      const score = weight * gap ** 2;
      if (!best || score > best.score) best = { lab, score };
    }
    if (!best) break;
    centres.push(best.lab);
  }
  return centres;
}

const namedColours: readonly { readonly name: string; readonly lab: Lab }[] = names.map(([name, hex]) => {
  const rgb = Number.parseInt(hex.slice(1), 16);
  return { name, lab: labOf(rgb >> 16, (rgb >> 8) & 255, rgb & 255) };
});

/** The everyday name that is nearest to a colour. */
export function nearestName(lab: Lab): string {
  const index = nearest(
    lab,
    namedColours.map((colour) => colour.lab),
  );
  return namedColours[index]?.name ?? '';
}

function nearest(lab: Lab, candidates: readonly Lab[]): number {
  const gaps = candidates.map((candidate) => distance(lab, candidate));
  return gaps.indexOf(Math.min(...gaps));
}

/** How different two colours look; about 2 is the smallest visible difference. */
export function distance(a: Lab, b: Lab): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

/** A colour of the screen, its parts 0 to 255. @see IEC 61966-2-1 (sRGB), CIE 15 (L*a*b*) */
export function labOf(red: number, green: number, blue: number): Lab {
  const linear = (part: number) => (part <= 10.31475 ? part / 3294.6 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  const [r, g, b] = [linear(red), linear(green), linear(blue)];
  const curve = (t: number) => (t > straightBelow ? Math.cbrt(t) : (straightSlope * t + 16) / 116);
  const x = curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / white[0]);
  const y = curve((0.2126729 * r + 0.7151522 * g + 0.072175 * b) / white[1]);
  const z = curve((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / white[2]);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function hexOf([lightness, greenToRed, blueToYellow]: Lab): string {
  const fy = (lightness + 16) / 116;
  const uncurve = (f: number) => (f ** 3 > straightBelow ? f ** 3 : (116 * f - 16) / straightSlope);
  const x = uncurve(fy + greenToRed / 500) * white[0];
  const y = uncurve(fy) * white[1];
  const z = uncurve(fy - blueToYellow / 200) * white[2];
  const screen = (linear: number) => {
    const part = linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
    return Math.round(Math.min(Math.max(part, 0), 1) * 255)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${screen(3.2404542 * x - 1.5371385 * y - 0.4985314 * z)}${screen(
    -0.969266 * x + 1.8760108 * y + 0.041556 * z,
  )}${screen(0.0556434 * x - 0.2040259 * y + 1.0572252 * z)}`;
}
