import { encodePicture, isJpeg, pictureSuffixes, readPicture, shrunk } from '../picture';
import { written } from '../practice-service';
import type { OutputFile, PracticeService } from '../practice-service';

const longestSidesPx = { large: 1600, medium: 800, small: 320 };

/** Makes three sizes of a picture, none larger than it was. Its log lines come with every answer. */
export const pictureSizes: PracticeService = {
  name: 'picture-sizes',
  logLevel: 'INFO',
  memory: '512Mi',
  cpu: '0.5',
  suffixes: pictureSuffixes,
  script: `#!/bin/sh
# Makes a large, a medium and a small copy of a picture.
for size in large:1600 medium:800 small:320; do
  side="\${size#*:}"
  convert "$INPUT_FILE_PATH" -auto-orient -resize "\${side}x\${side}>" "$TMP_OUTPUT_DIR/\${size%:*}.jpg"
done
`,
  async run(input) {
    const picture = await readPicture(input);
    const asJpeg = isJpeg(picture);
    const files: OutputFile[] = [];
    for (const [name, sidePx] of Object.entries(longestSidesPx)) {
      const { ending, bytes } = await encodePicture(shrunk(picture, sidePx), asJpeg);
      files.push({ name: `${name}.${ending}`, bytes });
    }
    return written(...files);
  },
};
