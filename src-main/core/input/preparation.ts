import type { CopiedPicture, PictureFormat } from './picture';

/** What is done to a picture before it is sent. The file itself never changes. */
export interface Preparation {
  /** It is made smaller where it is larger than this. */
  readonly longestSidePx?: number;
  /** What the file itself is, as far as that can be written, where it is left out. */
  readonly format?: PictureFormat;
  /** 1 to 100, for formats that lose a little. */
  readonly quality?: number;
  /** Leaves out where, by whom and with which single camera it was taken. */
  readonly isAnonymous?: boolean;
}

/** Quality of a JPEG or WebP where none is chosen: smaller, and hardly anybody sees it. */
export const usualQuality = 88;
/** The longest side that can be asked for, which is as long as a JPEG's can be. */
export const longestSideLimitPx = 65_535;

/** A copy that is to be sent in the place of a file. */
export interface PreparedCopy {
  readonly path: string;
  readonly sizeBytes: number;
  readonly copy: CopiedPicture;
}

/** The name of a copy: that of the file, with the ending of its format. */
export function preparedName(name: string, format: PictureFormat): string {
  const dot = name.lastIndexOf('.');
  const ending = format === 'jpeg' ? 'jpg' : format;
  const own = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
  if (own === ending || (own === 'jpeg' && format === 'jpeg')) return name;
  return `${dot > 0 ? name.slice(0, dot) : name}.${ending}`;
}
