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

/** One piece of work for the process that decodes pictures. `to` is the path of a file that isn't there yet. */
export type PictureJob =
  | { readonly kind: 'draw'; readonly source: PictureSource; readonly view: PictureView; readonly to: string }
  | { readonly kind: 'copy'; readonly source: PictureSource; readonly wanted: WantedCopy; readonly to: string }
  | { readonly kind: 'copies'; readonly source: PictureSource; readonly wanted: readonly WantedCopy[] }
  | { readonly kind: 'pixels'; readonly source: PictureSource; readonly longestSidePx: number };

/** What each kind of job gives. */
export interface PictureJobValues {
  readonly draw: DrawnPicture;
  readonly copy: CopiedPicture;
  readonly copies: readonly EncodedCopy[];
  readonly pixels: PicturePixels;
}

/** What became of a job: its value, why the picture is refused, or the system's word for what failed. */
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
