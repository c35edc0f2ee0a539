import type { PracticeService } from '../practice-service';
import { cowsay } from './cowsay';
import { findThings } from './find-things';
import { grayscale } from './grayscale';
import { imageLabels } from './image-labels';
import { pictureSizes } from './picture-sizes';
import { textToSpeech } from './text-to-speech';

/** Everything the practice cluster serves. */
export const practiceServices: readonly PracticeService[] = [
  cowsay,
  findThings,
  grayscale,
  imageLabels,
  pictureSizes,
  textToSpeech,
];
