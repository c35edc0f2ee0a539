import { dominantColours } from '../dominant-colours';
import type { PicturePixels } from '../../core/input/picture';
import { luma, pictureSuffixes, pixelsOf } from '../picture';
import { printed } from '../practice-service';
import type { PracticeService } from '../practice-service';

/** Measures are taken of a copy of this size, so that a picture and its enlargement measure alike. */
const measuredSidePx = 512;

/** Measures a picture and names its main colours. It measures; it does not recognise what is shown. */
export const imageLabels: PracticeService = {
  name: 'image-labels',
  logLevel: 'CRITICAL',
  memory: '512Mi',
  cpu: '0.5',
  suffixes: pictureSuffixes,
  script: `#!/bin/sh
# Measures a picture and names its main colours.
python3 /opt/image-labels/measure.py "$INPUT_FILE_PATH"
`,
  async run(input, pictures) {
    const copy = await pixelsOf(pictures, input, measuredSidePx);
    const labels = {
      ...copy.original,
      ...measured(copy),
      dominant_colours: dominantColours(copy.pixels),
    };
    return printed(`${JSON.stringify(labels, null, 2)}\n`);
  },
};

/**
 * Brightness is the mean luma, 0 to 1; contrast its standard deviation, 0 to 0.5; sharpness the mean difference of a
 * pixel from its four neighbours, 0 to 1.
 */
function measured(picture: PicturePixels): { brightness: number; contrast: number; sharpness: number } {
  const { pixels, width, height } = picture;
  const lumas = Float64Array.from({ length: width * height }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = pixels.subarray(pixel * 4, pixel * 4 + 3);
    return luma(red, green, blue) / 255;
  });
  const at = (x: number, y: number) => lumas[y * width + x] ?? 0;
  const brightness = mean(lumas);
  const contrast = Math.sqrt(mean(lumas.map((value) => (value - brightness) ** 2)));
  const edges: number[] = [];
  for (let y = 1; y < height - 1; y += 1) {
    for (let x = 1; x < width - 1; x += 1) {
      edges.push(Math.abs(at(x, y) - (at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1)) / 4));
    }
  }
  return { brightness: rounded(brightness), contrast: rounded(contrast), sharpness: rounded(mean(edges)) };
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
