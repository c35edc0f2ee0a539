import { encodePicture, isJpeg, pictureSuffixes, readPicture } from '../picture';
import { written } from '../practice-service';
import type { PracticeService } from '../practice-service';

/** Takes the colours out of a picture. A JPEG stays a JPEG; every other format becomes a PNG. */
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
  async run(input) {
    const picture = await readPicture(input);
    const asJpeg = isJpeg(picture);
    picture.greyscale();
    const { ending, bytes } = await encodePicture(picture, asJpeg);
    return written({ name: `grayscale.${ending}`, bytes });
  },
};
