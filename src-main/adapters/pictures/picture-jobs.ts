import type { PictureProblem } from '../../core/ground/error';
import type {
  CopiedPicture,
  DrawnPicture,
  EncodedCopy,
  PicturePixels,
  PictureSource,
  PictureView,
  WantedCopy,
} from '../../core/input/picture';

/** One job for the process that decodes pictures. `to` is the path of a file that does not exist yet. */
export type PictureJob =
  | { readonly kind: 'draw'; readonly source: PictureSource; readonly view: PictureView; readonly to: string }
  | { readonly kind: 'copy'; readonly source: PictureSource; readonly wanted: WantedCopy; readonly to: string }
  | { readonly kind: 'copies'; readonly source: PictureSource; readonly wanted: readonly WantedCopy[] }
  | { readonly kind: 'pixels'; readonly source: PictureSource; readonly longestSidePx: number };

/** The result of each kind of job. */
export interface PictureJobValues {
  readonly draw: DrawnPicture;
  readonly copy: CopiedPicture;
  readonly copies: readonly EncodedCopy[];
  readonly pixels: PicturePixels;
}

/** How a job ended: with its value, with the reason why the picture is refused, or with an error of the system. */
export type PictureJobOutcome =
  | { readonly value: PictureJobValues[PictureJob['kind']] }
  | { readonly problem: PictureProblem }
  | { readonly errno: string; readonly message: string };

/** A picture can't be drawn or converted. */
export class PictureRefusal extends Error {
  constructor(readonly problem: PictureProblem) {
    super(problem);
  }
}
