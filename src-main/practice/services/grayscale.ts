import { copiesOf, outputFile, pictureSuffixes } from '../picture';
import { written } from '../practice-service';
import type { PracticeService } from '../practice-service';

/** Takes the colours out of a picture. A photo of a camera or a phone becomes a JPEG; every other format a PNG. */
export const grayscale: PracticeService = {
  name: 'grayscale',
  logLevel: 'CRITICAL',
  memory: '512Mi',
  cpu: '0.5',
  suffixes: pictureSuffixes,
  script: `#!/bin/sh
# Takes the colours out of a picture.
convert "$INPUT_FILE_PATH" -auto-orient -colorspace Gray "$TMP_OUTPUT_DIR/grayscale"
`,
  async run(input, pictures) {
    const copies = await copiesOf(pictures, input, [{ isGrey: true }]);
    return written(...copies.map((copy) => outputFile('grayscale', copy)));
  },
};
