import { copiesOf, outputFile, pictureSuffixes } from '../picture';
import { written } from '../practice-service';
import type { PracticeService } from '../practice-service';

const longestSidesPx = { large: 1600, medium: 800, small: 320 };

/** Makes a picture in three sizes, none larger than the picture itself. Its log lines come with every answer. */
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
  async run(input, pictures) {
    const names = Object.keys(longestSidesPx);
    const copies = await copiesOf(
      pictures,
      input,
      Object.values(longestSidesPx).map((longestSidePx) => ({ longestSidePx })),
    );
    return written(...copies.map((copy, index) => outputFile(names[index] ?? '', copy)));
  },
};
